"""What can be done with written work: typed, handed in, judged; alone or in groups."""

from lms.assignments.actions.drafts import save_draft
from lms.assignments.actions.group_drafts import NO_GROUP, save_group_draft
from lms.assignments.actions.groups import join, leave, make_group, put
from lms.assignments.actions.looking import note_reading
from lms.assignments.actions.marks import mark_apart
from lms.assignments.actions.reviews import review
from lms.assignments.actions.sharing import share_out
from lms.assignments.actions.submissions import (
    LETTER,
    NOT_ENROLLED,
    Handed,
    closed_because,
    ensure_open,
    hand_in,
    hand_in_together,
    work_handed_in,
)

__all__ = [
    "LETTER",
    "NOT_ENROLLED",
    "NO_GROUP",
    "Handed",
    "closed_because",
    "ensure_open",
    "hand_in",
    "hand_in_together",
    "join",
    "leave",
    "make_group",
    "mark_apart",
    "note_reading",
    "put",
    "review",
    "save_draft",
    "save_group_draft",
    "share_out",
    "work_handed_in",
]
