"""What is written in the register."""

from lms.records.actions.completing import record_completion
from lms.records.actions.correcting import Change, correct_completion
from lms.records.actions.exporting import note_export

__all__ = ["Change", "correct_completion", "note_export", "record_completion"]
