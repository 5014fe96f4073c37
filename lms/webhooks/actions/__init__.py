"""What can be done with webhooks."""

from lms.webhooks.actions.delivering import Parcel, note, take
from lms.webhooks.actions.putting import JOB, put_down, send_again, send_test, wake
from lms.webhooks.actions.subscribing import (
    OVERLAP,
    Wish,
    change,
    pause,
    remove,
    resume,
    rotate,
    subscribe,
)

__all__ = [
    "JOB",
    "OVERLAP",
    "Parcel",
    "Wish",
    "change",
    "note",
    "pause",
    "put_down",
    "remove",
    "resume",
    "rotate",
    "send_again",
    "send_test",
    "subscribe",
    "take",
    "wake",
]
