"""A certificate as paper: its facts in words, and the PDF that is set from them."""

from lms.certificates.paper.facts import facts_of

__all__ = ["facts_of"]
