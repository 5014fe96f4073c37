"""What is written in the register."""

from lms.records.actions.certifying import note_certificate
from lms.records.actions.completing import completion_recorded, record_completion
from lms.records.actions.correcting import Change, correct_completion
from lms.records.actions.exporting import note_export
from lms.records.actions.rescoring import REMARKED, follow_mark

__all__ = [
    "REMARKED",
    "Change",
    "completion_recorded",
    "correct_completion",
    "follow_mark",
    "note_certificate",
    "note_export",
    "record_completion",
]
