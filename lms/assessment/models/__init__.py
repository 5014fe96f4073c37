"""What exists: attempts, what people gave for them, and what was decided about quizzes."""

from lms.assessment.models.attempts import Answer, Attempt, Mark, SubmittedBy
from lms.assessment.models.corrections import KeyCorrection, Regrading
from lms.assessment.models.extensions import Extension
from lms.assessment.models.panels import (
    Basis,
    CutDecision,
    CutItem,
    CutJudge,
    CutPanel,
    CutRating,
    Rounding,
)
from lms.assessment.models.ratings import Essay, Rating, Stage

__all__ = [
    "Answer",
    "Attempt",
    "Basis",
    "CutDecision",
    "CutItem",
    "CutJudge",
    "CutPanel",
    "CutRating",
    "Essay",
    "Extension",
    "KeyCorrection",
    "Mark",
    "Rating",
    "Regrading",
    "Rounding",
    "Stage",
    "SubmittedBy",
]
