"""The page of one question, as it is opened and as it is given back."""

from collections.abc import Mapping

from flask import render_template

from lms.assessment.paper import shown
from lms.assessment.queries import Kept, Sitting
from lms.assessment.rules import Feedback, Quiz
from lms.catalog.library import outline, page
from lms.foundation import clock


def question_page(sitting: Sitting, asked: shown.Shown, kept: Mapping[int, Kept]) -> str:
    quiz = Quiz.of(page(sitting.document_digest).facts)
    checked = asked.kept is not None and asked.kept.checked_at is not None
    return render_template(
        "assessment/sitting/attempt.html",
        sitting=sitting,
        quiz=quiz,
        outline=outline(sitting.revision_id),
        asked=asked,
        checkable=quiz.feedback == Feedback.AT_ONCE and not checked,
        checked=shown.checked(sitting, asked) if checked else None,
        places=shown.places(sitting, kept, asked.place),
        now=clock.now(),
        leave_form="jawaban",
    )
