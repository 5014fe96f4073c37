"""What can be asked about attempts and written work."""

from lms.assessment.queries.answered import Held, Kept, answers, held
from lms.assessment.queries.attempts import Sitting, Tried, attempts, met, sitting
from lms.assessment.queries.guides import guided_once, is_guide, mentored
from lms.assessment.queries.results import (
    Gained,
    Marked,
    by_competency,
    marks,
    quiz_shown,
    result_shown,
)
from lms.assessment.queries.submissions import (
    Sent,
    WorkState,
    sent,
    sent_by,
    submission,
    submission_files,
    waiting,
    works_of,
)
from lms.assessment.queries.supplies import (
    Supply,
    drawing_lines,
    supply,
    times_marked,
)
from lms.assessment.queries.written import Work, draft, work

__all__ = [
    "Gained",
    "Held",
    "Kept",
    "Marked",
    "Sent",
    "Sitting",
    "Supply",
    "Tried",
    "Work",
    "WorkState",
    "answers",
    "attempts",
    "by_competency",
    "draft",
    "drawing_lines",
    "guided_once",
    "held",
    "is_guide",
    "marks",
    "mentored",
    "met",
    "quiz_shown",
    "result_shown",
    "sent",
    "sent_by",
    "sitting",
    "submission",
    "submission_files",
    "supply",
    "times_marked",
    "waiting",
    "work",
    "works_of",
]
