"""What can be done with attempts and written work."""

from lms.assessment.actions.answers import refusal, save_answer
from lms.assessment.actions.beginning import start
from lms.assessment.actions.drafts import save_draft
from lms.assessment.actions.ending import attempt_marked, end_if_overdue, submit
from lms.assessment.actions.reviews import review
from lms.assessment.actions.submissions import (
    Handed,
    closed_because,
    ensure_open,
    hand_in,
    work_handed_in,
)

__all__ = [
    "Handed",
    "attempt_marked",
    "closed_because",
    "end_if_overdue",
    "ensure_open",
    "hand_in",
    "refusal",
    "review",
    "save_answer",
    "save_draft",
    "start",
    "submit",
    "work_handed_in",
]
