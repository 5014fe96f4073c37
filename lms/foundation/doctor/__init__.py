"""What is wrong with this installation, and what to do about it."""

from collections.abc import Iterator

from lms.foundation.doctor import background, database, machine
from lms.foundation.doctor.finding import Finding, Level

__all__ = ["Finding", "Level", "examine"]


def examine() -> Iterator[Finding]:
    """Every check in turn; after a fault of the database, others would only repeat it."""
    for check in machine.CHECKS:
        yield from check()
    for check in (*database.CHECKS, *background.CHECKS):
        found = list(check())
        yield from found
        if any(each.level is Level.FAULT for each in found):
            return
