"""What can be done with programmes: making them, and following one."""

from lms.programmes.actions.following import go_on, go_over, join, keep_order, leave
from lms.programmes.actions.making import MOST, Draft, close, make, revise

__all__ = [
    "MOST",
    "Draft",
    "close",
    "go_on",
    "go_over",
    "join",
    "keep_order",
    "leave",
    "make",
    "revise",
]
