"""Scenarios as learners walk them."""

from lms.catalog import kinds
from lms.scenarios import page
from lms.scenarios.views import walking
from lms.scenarios.views.blueprint import bp

PAGES = (walking,)  # importing them hangs them on the blueprint

kinds.enter(page.KIND)

__all__ = ["PAGES", "bp"]
