"""What can be asked about manuscripts: whose they are, what they hold, and what it was before."""

from lms.authoring.queries.asked import GoneQuestion, gone_questions
from lms.authoring.queries.due import Due, due_for_review
from lms.authoring.queries.holding import (
    edits,
    file_at,
    files,
    files_now,
    gone_files,
    media_held,
    version_of,
    versions,
)
from lms.authoring.queries.refereeing import (
    Waiting,
    demands_two,
    failed,
    is_approved,
    last_step,
    lifted,
    referees,
    scheduled,
    steps,
    waiting,
    writers,
    written_by,
)
from lms.authoring.queries.remarks import Strand, first_remark, is_settled, strands
from lms.authoring.queries.writing import (
    Title,
    manuscript,
    open_manuscript,
    titles,
)

__all__ = [
    "Due",
    "GoneQuestion",
    "Strand",
    "Title",
    "Waiting",
    "demands_two",
    "due_for_review",
    "edits",
    "failed",
    "file_at",
    "files",
    "files_now",
    "first_remark",
    "gone_files",
    "gone_questions",
    "is_approved",
    "is_settled",
    "last_step",
    "lifted",
    "manuscript",
    "media_held",
    "open_manuscript",
    "referees",
    "scheduled",
    "steps",
    "strands",
    "titles",
    "version_of",
    "versions",
    "waiting",
    "writers",
    "written_by",
]
