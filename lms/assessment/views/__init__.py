"""The pages of quizzes, and what enters their kinds at start."""

from lms.assessment import marking_shown
from lms.assessment.views import (
    answers,
    attempts,
    cutting,
    desk,
    extending,
    marking,
    quiz,
    rating,
    regrading,
    releasing,
    results,
    timeline,
)
from lms.assessment.views.blueprint import bp
from lms.catalog import kinds

PAGES = (
    answers,
    attempts,
    cutting,
    desk,
    extending,
    marking,
    rating,
    regrading,
    releasing,
    results,
    timeline,
)  # importing them hangs them on the blueprint

kinds.enter(quiz.KIND)
marking_shown.enter(bp)

__all__ = ["PAGES", "bp"]
