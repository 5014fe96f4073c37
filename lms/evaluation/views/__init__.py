"""Answering a survey, and reading what the answers say together."""

from lms.catalog import kinds
from lms.evaluation import page
from lms.evaluation.views import answering, results
from lms.evaluation.views.blueprint import bp

PAGES = (answering, results)  # importing them hangs them on the blueprint

kinds.enter(page.KIND)

__all__ = ["PAGES", "bp"]
