"""How long each question took, read from saves alone: nothing watches keys, focus or windows.

A question's time runs from what was saved before it (or from the start) to its own first save, so
it holds the reading and the first answer. Coming back to it later is not measured.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Save:
    """What one device saved at one place: its first and its last."""

    place: int
    device: int  # by the order in which they came, from 1
    first_at: datetime
    last_at: datetime
    turn: int  # which save at this place the last one was
    unsure: bool
    checked_at: datetime | None


def numbered(devices: Iterable[tuple[str, datetime]]) -> dict[str, int]:
    """Devices by number and not by name, in the order of their first saves."""
    first: dict[str, datetime] = {}
    for name, at in devices:
        first[name] = min(at, first.get(name, at))
    return {name: number for number, name in enumerate(sorted(first, key=lambda it: first[it]), 1)}


def pace(started_at: datetime, saves: Sequence[Save]) -> dict[int, timedelta]:
    """The time of each place that was answered; never below nothing, whatever a clock did."""
    first: dict[int, datetime] = {}
    for each in saves:
        first[each.place] = min(each.first_at, first.get(each.place, each.first_at))
    return {place: at - _before(place, at, started_at, saves) for place, at in first.items()}


def _before(place: int, at: datetime, started_at: datetime, saves: Sequence[Save]) -> datetime:
    others = [moment for it in saves if it.place != place for moment in (it.first_at, it.last_at)]
    return max((it for it in [started_at, *others] if it <= at), default=at)
