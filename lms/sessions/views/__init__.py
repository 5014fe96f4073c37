"""Meetings as learners come to them, and as those who lead keep their lists."""

from lms.catalog import kinds
from lms.sessions import page
from lms.sessions.views import attending, listing, screen, taking
from lms.sessions.views.blueprint import bp

PAGES = (attending, listing, screen, taking)  # importing them hangs them on the blueprint

kinds.enter(page.KIND)

__all__ = ["PAGES", "bp"]
