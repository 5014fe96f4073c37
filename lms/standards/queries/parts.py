"""The parts of the index of professionalism: what holds, what held, and what is to hold."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from lms.foundation.database import AnyRow, db
from lms.identity.models import PostLevel
from lms.identity.queries import in_force
from lms.standards.models import IndexPart, PartChange
from lms.standards.queries.changing import changes_among
from lms.standards.queries.dated import index_parts

PART_NAMES = ("training", "hours", "seminar")
VALUES = ("points", "jp", "forms", "years", "proportional")


def parts_on(day: date) -> dict[tuple[PostLevel, str], IndexPart | None]:
    """Every part for every level, with the row that holds on `day` where there is one."""
    held: dict[tuple[PostLevel, str], IndexPart | None] = dict.fromkeys(
        (level, name) for level in PostLevel for name in PART_NAMES
    )
    there = in_force(IndexPart.since, IndexPart.until, day)
    for each in db.session.scalars(select(IndexPart).where(there).order_by(IndexPart.since)):
        held[each.post_level, each.name] = each  # the newest last
    return held


def parts_of(level: PostLevel, name: str) -> Sequence[IndexPart]:
    """Every row that a part had, has or will have for a level, the newest first."""
    asked = select(IndexPart).where(IndexPart.post_level == level, IndexPart.name == name)
    return db.session.scalars(asked.order_by(IndexPart.since.desc())).all()


def part_changes(level: PostLevel, name: str) -> Sequence[AnyRow]:
    """The proposals about a part that name this level, the latest first."""
    every = changes_among(PartChange.name == name, PartChange)
    return [each for each in every if level in each.levels]


def levels_alike(level: PostLevel, name: str, day: date) -> list[PostLevel]:
    """The levels for which the part asks the same on `day`, this one among them."""
    held = parts_on(day)
    same = _values(held.get((level, name)))
    return [it for it in PostLevel if it == level or (same and _values(held[it, name]) == same)]


def _values(part: IndexPart | None) -> list[Any]:
    return [getattr(part, each) for each in VALUES] if part else []


def sums_after(change: Any) -> dict[PostLevel, Decimal]:
    """What all parts come to from the day of the change on, for each of its levels."""
    held = index_parts(change.since)
    return {
        PostLevel(level): change.points
        + sum(it.points for it in held.get(PostLevel(level), ()) if it.name != change.name)
        for level in change.levels
    }
