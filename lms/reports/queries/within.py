"""Which enrolments a report is about: of the people of a scope, begun in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select

from lms.foundation import clock
from lms.foundation.database import row, rows
from lms.identity.models import Membership, Unit
from lms.identity.queries import Scope, in_force
from lms.learning.models import Enrolment, EnrolmentState

AnySelect = Select[*tuple[Any, ...]]
PAGE = 50
QUIET = timedelta(days=30)  # without opening anything, until somebody counts as having stopped
STANDINGS = ("completed", "learning", "quiet", "withdrawn")


@dataclass(frozen=True)
class Listed:
    """One page of rows, and how many there are on all."""

    rows: Sequence[Any]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1


def listed(asked: AnySelect, page: int | None) -> Listed:
    """One page of what is asked; none: every row, for a file."""
    if page is None:
        found = rows(asked)
        return Listed(found, len(found), 1)
    counted = row(select(func.count()).select_from(asked.order_by(None).subquery()))
    some = rows(asked.limit(PAGE).offset((page - 1) * PAGE))
    return Listed(some, counted[0] if counted else 0, page)


def standing() -> ColumnElement[str]:
    """Of an Enrolment, one of STANDINGS; whoever opened nothing for QUIET is "quiet"."""
    seen = func.coalesce(Enrolment.place_at, Enrolment.enrolled_at)
    return case(
        (Enrolment.state == EnrolmentState.COMPLETED, "completed"),
        (Enrolment.state == EnrolmentState.WITHDRAWN, "withdrawn"),
        (seen < clock.now() - QUIET, "quiet"),
        else_="learning",
    )


def begun(year: int) -> ColumnElement[bool]:
    """The enrolments of a year in the site's zone."""
    first, next_first = clock.dawn(date(year, 1, 1)), clock.dawn(date(year + 1, 1, 1))
    return (Enrolment.enrolled_at >= first) & (Enrolment.enrolled_at < next_first)


def of(scope: Scope) -> ColumnElement[bool]:
    """The enrolments of an agency, and those of the people who work in a unit today.

    A unit's are found from its people: they are few, where a year has a million enrolments.
    """
    held = in_force(Membership.since, Membership.until, clock.today())
    people = select(Membership.person_id).join(Unit, Unit.id == Membership.unit_id)
    placed = people.where(held, Scope(unit_paths=scope.unit_paths).clause(None, Unit.path))
    within = [Enrolment.agency_id.in_(sorted(scope.agencies))] if scope.agencies else []
    within += [Enrolment.person_id.in_(placed)] if scope.unit_paths else []
    return or_(false(), *within)


def among(told: AnySelect, scope: Scope, year: int) -> AnySelect:
    """`told` over the enrolments of the scope's people that began in a year."""
    return told.select_from(Enrolment).where(of(scope), begun(year))


def years() -> Sequence[int]:
    """From this year back to the one in which the first person enrolled."""
    this_year = clock.today().year
    first = row(select(Enrolment.enrolled_at).order_by(Enrolment.id).limit(1))
    earliest = clock.local_date(first[0]).year if first else this_year
    return range(this_year, min(earliest, this_year) - 1, -1)
