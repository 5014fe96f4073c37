"""Receivers of an agency, and the log of what was sent to each: /webhooks."""

from lms.webhooks.views import keeping, logged, receivers
from lms.webhooks.views.blueprint import bp

PAGES = (keeping, logged, receivers)  # they hang on the blueprint

__all__ = ["PAGES", "bp"]
