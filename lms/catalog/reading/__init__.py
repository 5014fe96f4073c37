"""The content folder: read, checked, and written back out."""

from lms.catalog.reading.folder import read

__all__ = ["read"]
