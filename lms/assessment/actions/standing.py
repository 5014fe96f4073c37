"""What all the attempts of a person at one quiz come to, told to learning."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lms.assessment import queries
from lms.assessment.models import Attempt
from lms.assessment.rules import Grade, Quiz
from lms.assessment.rules.allowances import Allowance, Tried, allowance
from lms.assessment.rules.demands import WAITING
from lms.assessment.rules.extensions import Extra
from lms.learning.actions import record_progress


def record_standing(attempt: Attempt, quiz: Quiz) -> None:
    """Tell learning what all the attempts at this quiz come to."""
    tried = queries.attempts(attempt.enrolment_id, attempt.module_slug)
    extra = queries.more_for(attempt.enrolment_id, attempt.module_slug)
    tell(attempt, quiz.extended(extra), tried, extra)


def tell(attempt: Attempt, quiz: Quiz, tried: Sequence[Tried], extra: Extra) -> None:
    """The same of what was read already; `quiz` is extended by `extra`."""
    slug = attempt.module_slug  # learning knows what it is called now
    allowed = allowance(quiz, tried)
    score = quiz.graded(allowed.scores)
    passed = score is not None and _passed(quiz, tried, score)
    done = passed if quiz.must_pass else bool(allowed.scores)
    record_progress(
        attempt.enrolment_id, slug, done=done, score=score, detail=_detail(allowed, score, extra)
    )


def _passed(quiz: Quiz, tried: Sequence[Tried], score: Decimal) -> bool:
    """By the quiz's own mark; where a panel decided, each attempt by the mark of its own paper."""
    if not quiz.cut:
        return score >= quiz.pass_mark
    own = [bool(each.passed) for each in tried if not each.left and each.score is not None]
    counts = {Grade.BEST: any(own), Grade.LAST: own[-1], Grade.FIRST: own[0]}
    return counts[quiz.grade]


def _detail(allowed: Allowance, score: Decimal | None, extra: Extra) -> dict[str, Any]:
    return {
        "attempts_used": allowed.used,
        "attempts_more": extra.attempts,  # beyond those of the quiz as it will be then
        "attempts_left": allowed.left,
        "best": str(allowed.best) if allowed.best is not None else None,
        "counts": str(score) if score is not None else None,
        "next_at": allowed.next_at.isoformat() if allowed.next_at else None,
        "open": str(allowed.open_id) if allowed.open_id else None,
        **({"state": WAITING} if allowed.waits and not allowed.open_id else {}),
    }
