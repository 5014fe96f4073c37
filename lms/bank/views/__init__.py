"""The pages of the question bank."""

from lms.bank import on_quiz
from lms.bank.views import analysis, listing, question, quizzes, stopping
from lms.bank.views.blueprint import bp

PAGES = (analysis, listing, question, quizzes, stopping)  # importing them hangs them on it
HEARS = (on_quiz,)

__all__ = ["HEARS", "PAGES", "bp"]
