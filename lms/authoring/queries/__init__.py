"""What can be asked about manuscripts: whose they are, what they hold, and what it was before."""

from lms.authoring.queries.asked import GoneQuestion, gone_questions
from lms.authoring.queries.due import Due, due_for_review
from lms.authoring.queries.holding import edits, file_at, files, gone_files, media_held
from lms.authoring.queries.writing import (
    Title,
    manuscript,
    open_manuscript,
    titles,
)

__all__ = [
    "Due",
    "GoneQuestion",
    "Title",
    "due_for_review",
    "edits",
    "file_at",
    "files",
    "gone_files",
    "gone_questions",
    "manuscript",
    "media_held",
    "open_manuscript",
    "titles",
]
