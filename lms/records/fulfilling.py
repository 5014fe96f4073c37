"""Sums of a year's JP, rolled up the tree of units: what a unit shows holds all below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lms.foundation.database import AnyRow
from lms.identity.models import StaffKind


@dataclass(frozen=True)
class Total:
    """What the rows of some people come to."""

    people: int = 0
    credited: int = 0
    asked: int = 0  # how many have a floor to reach
    reached: int = 0
    missing: int = 0  # JP that those below the floor lack together
    beyond: int = 0  # how many are past the ceiling of their contract year

    @property
    def share(self) -> int:
        """Percent of those who have a floor; rounded down, so that 100 means all of them."""
        return 100 * self.reached // self.asked if self.asked else 0

    def plus(self, counted: AnyRow) -> "Total":
        more = {name: int(getattr(counted, name)) for name in self.__dataclass_fields__}
        return replace(self, **{name: getattr(self, name) + it for name, it in more.items()})


@dataclass(frozen=True)
class Branch:
    """A unit with all below it, or the people of the chosen unit itself."""

    id: int
    name: str
    path: str
    total: Total


def summed(counted: Iterable[AnyRow]) -> Total:
    total = Total()
    for each in counted:
        total = total.plus(each)
    return total


def by_kind(counted: Sequence[AnyRow]) -> list[tuple[StaffKind, Total]]:
    return [
        (kind, summed(each for each in counted if each.kind == kind))
        for kind in StaffKind
        if any(each.kind == kind for each in counted)
    ]


def branches(units: Sequence[AnyRow], counted: Sequence[AnyRow], chosen: str) -> list[Branch]:
    """The units right below the chosen one, and itself; the topmost ones where none is chosen.

    Each person is in one of them, so that the rows come to the sum.
    """
    below = {unit.path for unit in units if unit.path.startswith(chosen)} - {chosen}
    found = []
    for unit in units:
        if unit.path == chosen:
            rows = [it for it in counted if it.path == chosen]
        elif unit.path in below and _above(unit.path) not in below:
            rows = [it for it in counted if it.path.startswith(unit.path)]
        else:
            rows = []
        if rows:
            found.append(Branch(unit.id, unit.name, unit.path, summed(rows)))
    return found


def _above(path: str) -> str:
    """The path of the unit above: /1/4/ lies below /1/."""
    return path.rstrip("/").rpartition("/")[0] + "/"
