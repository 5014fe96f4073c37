"""What officers do with tokens, and how a program's request is done once."""

from lms.api.actions.doing_once import (
    Reused,
    Turn,
    Underway,
    forget_answers,
    give_back,
    keep_answer,
    take_turn,
)
from lms.api.actions.tokens import LONGEST, LONGEST_NAME, USUAL, make_token, note_used, revoke_token

__all__ = [
    "LONGEST",
    "LONGEST_NAME",
    "USUAL",
    "Reused",
    "Turn",
    "Underway",
    "forget_answers",
    "give_back",
    "keep_answer",
    "make_token",
    "note_used",
    "revoke_token",
    "take_turn",
]
