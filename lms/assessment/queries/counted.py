"""What quizzes came to at a moment of before, as their attempts are marked now."""

from datetime import datetime
from decimal import Decimal

from lms.assessment.queries.attempts import attempts
from lms.assessment.rules import Quiz
from lms.assessment.rules.allowances import allowance
from lms.catalog.library import Module, Outline, page


def final_score_then(enrolment_id: int, outline: Outline, until: datetime) -> Decimal | None:
    """Of the last final quiz that the course asked for, by what was handed in until then."""
    finals = [module for module in outline.required() if _is_final(module)]
    scores = (_score(enrolment_id, module, until) for module in reversed(finals))
    return next((score for score in scores if score is not None), None)


def _is_final(module: Module) -> bool:
    return module.kind == "quiz" and page(module.digest).facts.get("purpose") == "final"


def _score(enrolment_id: int, module: Module, until: datetime) -> Decimal | None:
    quiz = Quiz.of(page(module.digest).facts)
    tried = attempts(enrolment_id, module.slug)
    handed_in = [it for it in tried if it.submitted_at and it.submitted_at <= until]
    return quiz.graded(allowance(quiz, handed_in).scores)
