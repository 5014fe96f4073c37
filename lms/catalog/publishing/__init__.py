"""What was read goes live as a revision, and a revision is written back out as files."""

from lms.catalog.publishing.differences import Differences, differences
from lms.catalog.publishing.exporting import export, export_bank
from lms.catalog.publishing.guarding import hold, overwritten
from lms.catalog.publishing.indexing import index_all
from lms.catalog.publishing.revising import Published, publish

__all__ = [
    "Differences",
    "Published",
    "differences",
    "export",
    "export_bank",
    "hold",
    "index_all",
    "overwritten",
    "publish",
]
