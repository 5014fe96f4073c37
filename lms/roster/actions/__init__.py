"""What an officer does with a file: sends it, says what is in it, keeps it, takes it back."""

from lms.roster.actions.bringing import (
    JOB,
    Sent,
    begin,
    choose,
    ensure_day,
    go_on,
    redo,
    roster_changed,
    take_back,
)

__all__ = [
    "JOB",
    "Sent",
    "begin",
    "choose",
    "ensure_day",
    "go_on",
    "redo",
    "roster_changed",
    "take_back",
]
