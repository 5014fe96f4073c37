"""What can be done with mandates and the duties that come of them."""

from lms.mandates.actions.drafting import Draft
from lms.mandates.actions.excusing import exempt, note_done, oblige_again, postpone
from lms.mandates.actions.following import CHUNK, STEPS, hold, let_go
from lms.mandates.actions.making import (
    BRING,
    FOLLOW,
    REGRET,
    bind,
    change,
    delete,
    end,
    follow_roster,
    make,
    resume,
)
from lms.mandates.actions.reminding import TELLINGS, occasions, tell_head

__all__ = [
    "BRING",
    "CHUNK",
    "FOLLOW",
    "REGRET",
    "STEPS",
    "TELLINGS",
    "Draft",
    "bind",
    "change",
    "delete",
    "end",
    "exempt",
    "follow_roster",
    "hold",
    "let_go",
    "make",
    "note_done",
    "oblige_again",
    "occasions",
    "postpone",
    "resume",
    "tell_head",
]
