"""What can be done between a mentor and a mentee."""

from lms.mentoring.actions.answering import (
    CLOSED,
    CLOSED_PAIR,
    accept,
    decline,
    end_early,
    withdraw,
)
from lms.mentoring.actions.feedback import give_feedback
from lms.mentoring.actions.pairing import end_pair, pair
from lms.mentoring.actions.places import offer_places
from lms.mentoring.actions.proposing import Wish, ensure_able, propose
from lms.mentoring.actions.talking import note_read, spoken, write

__all__ = [
    "CLOSED",
    "CLOSED_PAIR",
    "Wish",
    "accept",
    "decline",
    "end_early",
    "end_pair",
    "ensure_able",
    "give_feedback",
    "note_read",
    "offer_places",
    "pair",
    "propose",
    "spoken",
    "withdraw",
    "write",
]
