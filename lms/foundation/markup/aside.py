"""Rendering in a second process what this one needs next; for commands, which have no threads."""

import os
import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lms.foundation.markup import remembered


@contextmanager
def rendering_aside(work: Callable[[], object]) -> Iterator[None]:
    """Meanwhile a copy of this process does `work`; what it rendered is remembered here afterwards.

    Nothing else of that work comes back, so whoever needs more than HTML does it again. Where a
    copy cannot be made safely, or came to nothing, everything is rendered here as ever.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1 or (os.cpu_count() or 1) < 2:
        yield
        return
    reading, writing = os.pipe()
    copy = os.fork()
    if not copy:
        _tell(work, reading, writing)
    os.close(writing)
    try:
        yield
    finally:
        with os.fdopen(reading, "rb") as told:
            found = told.read()
        _, status = os.waitpid(copy, 0)
    if not status:
        remembered.shelf.update(pickle.loads(found))  # noqa: S301  from our own copy


def _tell(work: Callable[[], object], reading: int, writing: int) -> None:
    """In the copy, which ends here and closes nothing that is the other's too."""
    status = 1
    try:
        os.close(reading)
        known = set(remembered.shelf)
        work()
        fresh = {text: it for text, it in remembered.shelf.items() if text not in known}
        with os.fdopen(writing, "wb") as out:
            pickle.dump(fresh, out)
        status = 0
    finally:
        os._exit(status)
