"""What can be asked about courses, and which questions are stopped."""

from lms.catalog.queries.courses import (
    PAGE,
    SHORT,
    Wish,
    competencies_of,
    course,
    courses,
    current,
    ever_had,
    forms,
    is_open_to,
    open_to,
    source_of,
    themes,
)
from lms.catalog.queries.files import ABOUT, Kept, files_of, media_asked, media_type
from lms.catalog.queries.names import name_now, named, renamed
from lms.catalog.queries.revisions import Past, revisions
from lms.catalog.queries.stops import in_force, stopped

__all__ = [
    "ABOUT",
    "PAGE",
    "SHORT",
    "Kept",
    "Past",
    "Wish",
    "competencies_of",
    "course",
    "courses",
    "current",
    "ever_had",
    "files_of",
    "forms",
    "in_force",
    "is_open_to",
    "media_asked",
    "media_type",
    "name_now",
    "named",
    "open_to",
    "renamed",
    "revisions",
    "source_of",
    "stopped",
    "themes",
]
