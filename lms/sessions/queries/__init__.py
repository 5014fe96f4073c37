"""What can be asked about meetings: one's own place, who was there, what somebody leads."""

from lms.sessions.queries.expected import (
    PAGE,
    Expected,
    Looked,
    count_present,
    expected,
    list_expected,
)
from lms.sessions.queries.led import Held, meetings
from lms.sessions.queries.own import Told, seat, seats_taken, told

__all__ = [
    "PAGE",
    "Expected",
    "Held",
    "Looked",
    "Told",
    "count_present",
    "expected",
    "list_expected",
    "meetings",
    "seat",
    "seats_taken",
    "told",
]
