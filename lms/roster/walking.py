"""Going through a file from its first row to its last, a handful at a time, without writing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lms.identity.models import Role
from lms.identity.queries import scope_of
from lms.roster import standing
from lms.roster.columns import Field, guessed, is_enough
from lms.roster.comparing import Change
from lms.roster.offices import Offices
from lms.roster.planning import Planner
from lms.roster.queries import remembered
from lms.roster.reading import Sheet, read
from lms.roster.values import row_of

HANDFUL = 500  # rows that are looked up, and laid down, together


@dataclass(frozen=True)
class Asked:
    """What an import is to do, besides the file."""

    agency_id: int
    by: int | None
    day: date
    create: bool


@dataclass(frozen=True)
class Walk:
    """A file whose columns are known: its rows can be gone through once."""

    sheet: Sheet
    columns: dict[Field, int]
    offices: Offices
    asked: Asked

    def handfuls(self) -> Iterator[list[tuple[Change, list[str]]]]:
        planner = Planner(self.offices, self.asked.day)
        administers = _administered(self.asked)
        while lines := list(islice(self.sheet.rows, HANDFUL)):
            about = [row_of(number, cells, self.columns) for number, cells in lines]
            roster = standing.roster_of(self.asked.agency_id, about, administers)
            changes = [planner.change(row, roster) for row in about]
            yield [(change, cells) for change, (_, cells) in zip(changes, lines, strict=True)]


def begun(content: bytes, asked: Asked, chosen: dict[str, Any] | None = None) -> tuple[Sheet, Any]:
    """The sheet, and the way through it; None where a person must first say what is in it."""
    sheet = read(content)
    known = {Field(name): int(at) for name, at in chosen.items()} if chosen else None
    columns = known or guessed(sheet.names, remembered(asked.agency_id))
    if not is_enough(columns):
        return sheet, None
    offices = standing.offices_of(asked.agency_id, create=asked.create)
    return sheet, Walk(sheet, columns, offices, asked)


def _administered(asked: Asked) -> frozenset[int]:
    """By command everything; an officer of data alone administers nobody's roles."""
    if asked.by is None:
        return frozenset([asked.agency_id])
    return scope_of(asked.by, Role.ADMINISTRATOR).agencies
