"""What can be asked about attempts and written work."""

from lms.assessment.queries.answered import Held, Kept, answers, held
from lms.assessment.queries.attempts import Sitting, Tried, attempts, met, sitting
from lms.assessment.queries.guides import guided_once, is_guide, mentored
from lms.assessment.queries.results import (
    Gained,
    Marked,
    by_competency,
    marks,
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
from lms.assessment.queries.written import Work, draft, work

__all__ = [
    "Gained",
    "Held",
    "Kept",
    "Marked",
    "Sent",
    "Sitting",
    "Tried",
    "Work",
    "WorkState",
    "answers",
    "attempts",
    "by_competency",
    "draft",
    "guided_once",
    "held",
    "is_guide",
    "marks",
    "mentored",
    "met",
    "result_shown",
    "sent",
    "sent_by",
    "sitting",
    "submission",
    "submission_files",
    "waiting",
    "work",
    "works_of",
]
