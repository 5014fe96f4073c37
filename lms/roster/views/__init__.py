"""Bringing a roster in, step by step, taking an import back, and letting people in by codes."""

from lms.roster.views import bringing, deciding, letting_in, typing
from lms.roster.views.blueprint import bp

PAGES = (bringing, deciding, letting_in, typing)  # they hang on the blueprint

__all__ = ["PAGES", "bp"]
