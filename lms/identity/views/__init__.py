"""Signing in and out, one's own account, and others' access for their administrators."""

from lms.identity.views import access, account, passwords, people, roles, signing_in
from lms.identity.views.blueprint import bp

PAGES = (access, account, passwords, people, roles, signing_in)  # they hang on the blueprint

__all__ = ["PAGES", "bp"]
