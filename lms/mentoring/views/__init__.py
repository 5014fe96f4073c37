"""The mentor's desk, reviews, conversations on somebody's work, and the making of pairs."""

from lms.mentoring.views import desk, match, own_pairs, pairs, proposing, review, thread
from lms.mentoring.views.blueprint import bp

__all__ = ["bp", "desk", "match", "own_pairs", "pairs", "proposing", "review", "thread"]
