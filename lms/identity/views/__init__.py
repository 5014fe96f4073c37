"""Signing in and out, a new password, and the page of one's own account."""

from lms.identity.views import account, passwords, signing_in
from lms.identity.views.blueprint import bp

PAGES = (account, passwords, signing_in)  # importing them hangs them on the blueprint

__all__ = ["PAGES", "bp"]
