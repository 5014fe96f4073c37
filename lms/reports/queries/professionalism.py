"""What the learning of a scope's people counts in the index of professionalism: an estimate.

People with the same JP in each part are counted together in the database, JP beyond what a part
asks for cut off, so that what comes to be figured does not grow with the number of people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, tuple_
from sqlalchemy.sql.expression import Subquery

from lms.foundation import clock
from lms.foundation.database import rows
from lms.identity.models import Membership, Person, Post, PostLevel, Unit
from lms.identity.queries import Scope, in_force
from lms.records.models import JpCredit
from lms.reports.queries.within import Listed, listed
from lms.standards.queries import Part, index_parts, worth

NAMES = ("training", "hours", "seminar")
BANDS = (0, 10, 20, 30, 40)  # from so many points up to the next; 40 is all there are
Parts = Mapping[PostLevel, Sequence[Part]]


@dataclass
class Spread:
    """A unit, or all of them, with how many people are in each of BANDS."""

    unit_id: int | None
    name: str
    bands: dict[int, int] = field(default_factory=lambda: dict.fromkeys(BANDS, 0))
    points: Decimal = Decimal(0)

    def add(self, points: Decimal, people: int) -> None:
        self.bands[band_of(points)] += people
        self.points += points * people

    @property
    def people(self) -> int:
        return sum(self.bands.values())

    @property
    def mean(self) -> Decimal:
        return self.points / self.people if self.people else Decimal(0)


def band_of(points: Decimal) -> int:
    return max(each for each in BANDS if each <= points)


def spread(scope: Scope, year: int) -> Sequence[Spread]:
    """All people of the scope in service in posts that parts hold for, then unit by unit."""
    parts = _parts(year)
    of = _people(scope, year, parts)
    told = select(of.c.unit_id, of.c.unit, of.c.level, *_sums(of), func.count())
    grouped = told.group_by(of.c.unit_id, of.c.unit, of.c.path, of.c.level, *_sums(of))
    whole, units = Spread(None, ""), dict[int, Spread]()
    for unit_id, unit, level, *jp, people in rows(grouped.order_by(of.c.path)):
        points = _points(parts, level, jp)
        whole.add(points, people)
        units.setdefault(unit_id, Spread(unit_id, unit)).add(points, people)
    return [whole, *units.values()]


def list_estimates(
    scope: Scope, year: int, page: int | None, unit_id: int | None = None, band: int | None = None
) -> Listed:
    """One page, or all, by name: name, nip, unit, points."""
    parts = _parts(year)
    of = _people(scope, year, parts, unit_id)
    which = [] if band is None else [_within(of, parts, band)]
    told = select(Person.name, Person.nip, of.c.unit, of.c.level, *_sums(of))
    asked = told.join(of, of.c.id == Person.id).where(*which).order_by(Person.name, Person.id)
    found = listed(asked, page)
    some = [
        {"name": name, "nip": nip, "unit": unit, "points": _points(parts, level, jp)}
        for name, nip, unit, level, *jp in found.rows
    ]
    return Listed(some, found.total, found.page)


def _parts(year: int) -> Parts:
    """As they hold at the end of the year, or today before that, as for one's own figure."""
    return index_parts(min(date(year, 12, 31), clock.today()))


def _points(parts: Parts, level: PostLevel, jp: Sequence[int]) -> Decimal:
    return worth(parts.get(level, ()), dict(zip(NAMES, jp, strict=True)))


def _sums(of: Subquery) -> list[ColumnElement[int]]:
    return [of.c[name] for name in NAMES]


def _within(of: Subquery, parts: Parts, band: int) -> ColumnElement[bool]:
    """The people whose JP come to points in this band: there are few such combinations."""
    found = rows(select(of.c.level, *_sums(of)).distinct())
    wanted = [each for each in found if band_of(_points(parts, each[0], each[1:])) == band]
    return tuple_(of.c.level, *_sums(of)).in_([tuple(each) for each in wanted])


def _people(scope: Scope, year: int, parts: Parts, unit_id: int | None = None) -> Subquery:
    """Each person in service in a unit of the scope, with the JP of each part as far as it asks."""
    last = date(year, 12, 31)
    counted = and_(JpCredit.person_id == Person.id, JpCredit.credited_on <= last)
    told: Any = select(
        *(Person.id, Unit.id.label("unit_id"), Unit.name.label("unit"), Unit.path),
        Post.level.label("level"),
        *(_credited(name, parts, year).label(name) for name in NAMES),
    )
    held = in_force(Membership.since, Membership.until, min(last, clock.today()))
    found = (
        told.select_from(Person)
        .join(Membership, and_(Membership.person_id == Person.id, held))
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Post, Post.id == Membership.post_id)
        .outerjoin(JpCredit, counted)
        .where(
            scope.clause(Unit.agency_id, Unit.path),
            Person.active.is_(True),
            Post.level.in_(list(parts)),
            *([Unit.id == unit_id] if unit_id else []),
        )
        .group_by(Person.id, Unit.id, Post.id)
    )
    return found.subquery()  # type: ignore[no-any-return]  # of whatever columns


def _credited(name: str, parts: Parts, year: int) -> ColumnElement[int]:
    """The JP that count for a part, cut off where the part that asks for most is full."""
    own = [(level, part) for level, every in parts.items() for part in every if part.name == name]
    counts = or_(false(), *(_counts(level, part, year) for level, part in own))
    jp = func.coalesce(func.sum(case((counts, JpCredit.jp), else_=0)), 0)
    full = max((part.jp for _, part in own), default=0)
    return case((jp >= full, full), (jp <= 0, 0), else_=jp)


def _counts(level: PostLevel, part: Part, year: int) -> ColumnElement[bool]:
    since = part.since(year)
    clauses = [Post.level == level]
    clauses += [JpCredit.credited_on >= since] if since else []
    clauses += [JpCredit.form_code.in_(sorted(part.forms))] if part.forms else []
    return and_(*clauses)
