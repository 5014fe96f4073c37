"""What is written in the register."""

from lms.records.actions.completing import record_completion
from lms.records.actions.correcting import Change, correct_completion
from lms.records.actions.exporting import note_export
from lms.records.actions.rescoring import REMARKED, follow_mark

__all__ = [
    "REMARKED",
    "Change",
    "correct_completion",
    "follow_mark",
    "note_export",
    "record_completion",
]
