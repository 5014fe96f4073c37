"""The pages of quizzes, and what enters their kinds at start."""

from lms.assessment.views import (
    answers,
    attempts,
    cutting,
    desk,
    extending,
    quiz,
    rating,
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
    rating,
    results,
    timeline,
)  # importing them hangs them on the blueprint

kinds.enter(quiz.KIND)

__all__ = ["PAGES", "bp"]
