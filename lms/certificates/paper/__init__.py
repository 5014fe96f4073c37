"""A certificate as paper: its facts in words, and the PDF that is set from them."""

from lms.certificates.paper.facts import facts_of
from lms.certificates.paper.setting import set_paper

__all__ = ["facts_of", "set_paper"]
