"""The pages of quizzes, and what enters their kinds at start."""

from lms.assessment.views import answers, attempts, quiz, results
from lms.assessment.views.blueprint import bp
from lms.catalog import kinds

PAGES = (answers, attempts, results)  # importing them hangs them on the blueprint

kinds.enter(quiz.KIND)

__all__ = ["PAGES", "bp"]
