"""The pages of quizzes, and what enters their kinds at start."""

from lms.assessment.views import (
    closing,
    cutting,
    desk,
    extending,
    judging,
    marking,
    marking_shown,
    rating,
    regrading,
    releasing,
    timeline,
)
from lms.assessment.views.blueprint import bp
from lms.assessment.views.sitting import answers, attempts, quiz, results
from lms.catalog import kinds

PAGES = (
    answers,
    attempts,
    closing,
    cutting,
    desk,
    extending,
    judging,
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
