"""The pages of written work, and what enters their kind at start."""

from lms.assignments import shown
from lms.assignments.views import submissions, work
from lms.assignments.views.page import KIND
from lms.catalog import kinds

BLUEPRINTS = (work.bp, submissions.bp)

kinds.enter(KIND)
shown.enter(work.bp)

__all__ = ["BLUEPRINTS"]
