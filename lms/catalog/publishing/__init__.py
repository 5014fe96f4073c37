"""What was read goes live as a revision, and a revision is written back out as files."""

from lms.catalog.publishing.exporting import export, export_bank
from lms.catalog.publishing.revising import Published, publish

__all__ = ["Published", "export", "export_bank", "publish"]
