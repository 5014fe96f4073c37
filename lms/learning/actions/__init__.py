"""What can be done in learning: enrolling, reading and getting on."""

from lms.learning.actions.enrolling import complete, enrol, open_default_run, withdraw
from lms.learning.actions.progressing import (
    ask_completion,
    carry_over,
    finish_reading,
    keep_place,
    module_done,
    module_rescored,
    note_opened,
    record_progress,
)

__all__ = [
    "ask_completion",
    "carry_over",
    "complete",
    "enrol",
    "finish_reading",
    "keep_place",
    "module_done",
    "module_rescored",
    "note_opened",
    "open_default_run",
    "record_progress",
    "withdraw",
]
