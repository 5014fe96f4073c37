"""Signing in and out, one's own account, and others' access for their administrators."""

from lms.identity.views import access, account, activating, passwords, people, roles, signing_in
from lms.identity.views.blueprint import bp

# They hang on the blueprint.
PAGES = (access, account, activating, passwords, people, roles, signing_in)

__all__ = ["PAGES", "bp"]
