"""The pages of the question bank."""

from lms.bank import on_quiz
from lms.bank.views import listing, question, quizzes, stopping
from lms.bank.views.blueprint import bp

__all__ = ["bp", "listing", "on_quiz", "question", "quizzes", "stopping"]
