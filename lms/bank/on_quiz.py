"""What a quiz's own page shows to those who look after its questions."""

from typing import Any

from flask_login import current_user

from lms.assessment.queries import quiz_shown
from lms.bank import policies
from lms.catalog.library import Module, Outline


@quiz_shown.connect
def lead_to_supply(outline: Outline, module: Module) -> tuple[str, dict[str, Any]] | None:
    if not policies.may_check(current_user.id, outline.course_id):
        return None
    return "bank/on_quiz.html", {
        "course_slug": outline.course_slug,
        "module_slug": module.slug,
    }
