"""The mentor's desk, the review of a submission, and conversations on somebody's work."""

from lms.mentoring.views import desk, review, thread
from lms.mentoring.views.blueprint import bp

__all__ = ["bp", "desk", "review", "thread"]
