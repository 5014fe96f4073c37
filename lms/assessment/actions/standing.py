"""What all the attempts of a person at one quiz come to, told to learning."""

from decimal import Decimal
from typing import Any

from lms.assessment import queries
from lms.assessment.models import Attempt
from lms.assessment.rules import Allowance, Quiz, allowance
from lms.learning.actions import record_progress


def record_standing(attempt: Attempt, quiz: Quiz) -> None:
    """Tell learning what all the attempts at this quiz come to."""
    slug = attempt.module_slug  # learning knows what it is called now
    tried = queries.attempts(attempt.enrolment_id, slug)
    allowed = allowance(quiz, tried)
    score = quiz.graded(allowed.scores)
    done = score is not None and (score >= quiz.pass_mark or not quiz.must_pass)
    record_progress(
        attempt.enrolment_id, slug, done=done, score=score, detail=_detail(allowed, score)
    )


def _detail(allowed: Allowance, score: Decimal | None) -> dict[str, Any]:
    return {
        "attempts_used": allowed.used,
        "attempts_left": allowed.left,
        "best": str(allowed.best) if allowed.best is not None else None,
        "counts": str(score) if score is not None else None,
        "next_at": allowed.next_at.isoformat() if allowed.next_at else None,
        "open": str(allowed.open_id) if allowed.open_id else None,
    }
