"""The content folder: read, checked, and written back out."""

from lms.catalog.reading.folder import read, read_held, read_page
from lms.catalog.reading.topics import read_bank

__all__ = ["read", "read_bank", "read_held", "read_page"]
