"""The pages of written work, and what enters their kind at start."""

from lms.assignments import shown
from lms.assignments.views import grouping, joining, submissions, texts, work
from lms.assignments.views.page import KIND
from lms.catalog import kinds

GROUPS = (grouping, joining, texts)  # importing them hangs them on the blueprint
BLUEPRINTS = (work.bp, submissions.bp, grouping.bp)

kinds.enter(KIND)
shown.enter(work.bp)

__all__ = ["BLUEPRINTS", "GROUPS"]
