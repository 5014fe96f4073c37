"""What programs ask under /api/v1, and the pages for who lets them in."""

from lms.api.views import (
    certificates,
    completions,
    courses,
    documents,
    enrolments,
    people,
    tokens,
)
from lms.api.views.blueprint import bp

__all__ = ["bp", "certificates", "completions", "courses", "documents"]
__all__ += ["enrolments", "people", "tokens"]
