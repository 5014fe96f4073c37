"""What is wrong with this installation, and what to do about it."""

from collections.abc import Callable, Iterator

from lms.foundation.doctor import background, database, machine
from lms.foundation.doctor.finding import Finding, Level

__all__ = ["Finding", "Level", "examine"]


def examine(*upstairs: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Every check in turn, those of upper rooms last.

    After a fault of the database, others would only repeat it.
    """
    for check in machine.CHECKS:
        yield from check()
    for check in (*database.CHECKS, *background.CHECKS, *upstairs):
        found = list(check())
        yield from found
        if any(each.level is Level.FAULT for each in found):
            return
