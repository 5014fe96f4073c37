"""What can be asked about courses, and which questions are stopped."""

from lms.catalog.queries.browsing import Catalogue, catalogue
from lms.catalog.queries.courses import (
    course,
    current,
    ever_had,
    is_open_to,
    open_to,
    published,
    source_of,
    takers,
)
from lms.catalog.queries.excerpts import PAGE, Hit, Marked
from lms.catalog.queries.files import ABOUT, Kept, files_of, media_asked, media_type
from lms.catalog.queries.names import name_now, named, renamed
from lms.catalog.queries.revisions import Past, revisions
from lms.catalog.queries.stops import in_force, stopped
from lms.catalog.queries.wishes import SHORT, Wish

__all__ = [
    "ABOUT",
    "PAGE",
    "SHORT",
    "Catalogue",
    "Hit",
    "Kept",
    "Marked",
    "Past",
    "Wish",
    "catalogue",
    "course",
    "current",
    "ever_had",
    "files_of",
    "in_force",
    "is_open_to",
    "media_asked",
    "media_type",
    "name_now",
    "named",
    "open_to",
    "published",
    "renamed",
    "revisions",
    "source_of",
    "stopped",
    "takers",
]
