"""What can be asked about written work, and who guides whom in it."""

from lms.assignments.queries.guides import guided_once, is_guide, mentored
from lms.assignments.queries.submissions import (
    Sent,
    WorkState,
    sent,
    sent_by,
    submission,
    submission_files,
    waiting,
    works_of,
)
from lms.assignments.queries.written import Work, draft, work

__all__ = [
    "Sent",
    "Work",
    "WorkState",
    "draft",
    "guided_once",
    "is_guide",
    "mentored",
    "sent",
    "sent_by",
    "submission",
    "submission_files",
    "waiting",
    "work",
    "works_of",
]
