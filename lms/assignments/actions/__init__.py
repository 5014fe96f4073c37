"""What can be done with written work: typed, handed in, judged."""

from lms.assignments.actions.drafts import save_draft
from lms.assignments.actions.reviews import review
from lms.assignments.actions.submissions import (
    Handed,
    closed_because,
    ensure_open,
    hand_in,
    work_handed_in,
)

__all__ = [
    "Handed",
    "closed_because",
    "ensure_open",
    "hand_in",
    "review",
    "save_draft",
    "work_handed_in",
]
