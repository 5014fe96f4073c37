"""What can be done between a mentor and a mentee."""

from lms.mentoring.actions.feedback import give_feedback
from lms.mentoring.actions.pairing import end_pair, pair
from lms.mentoring.actions.talking import note_read, spoken, write

__all__ = ["end_pair", "give_feedback", "note_read", "pair", "spoken", "write"]
