"""Who is past the day by which a course was to be completed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import rows
from lms.identity.models import Person, Unit
from lms.identity.queries import Scope
from lms.learning.models import Enrolment, EnrolmentState
from lms.learning.queries import placed
from lms.reports.queries.within import AnySelect, Listed, listed, of


@dataclass(frozen=True)
class Late:
    """A unit with how many open enrolments have a due date, and how many are past it."""

    unit_id: int | None  # none: people who are in no unit today
    unit: str | None
    due: int
    late: int

    @property
    def share(self) -> int:
        """Percent that is late, rounded down."""
        return 100 * self.late // self.due


def _due(told: AnySelect, scope: Scope) -> AnySelect:
    """Open enrolments with a day on which they are due."""
    return placed(told).where(
        of(scope),
        Enrolment.state == EnrolmentState.ACTIVE,
        Enrolment.due_on.is_not(None),
    )


def _late() -> ColumnElement[bool]:
    return and_(Enrolment.due_on.is_not(None), Enrolment.due_on < clock.today())


def late_by_unit(scope: Scope) -> Sequence[Late]:
    """Those with most late people first."""
    late: ColumnElement[Any] = func.count().filter(_late())
    told = select(Unit.id, Unit.name, func.count(), late)
    asked = _due(told, scope).group_by(Unit.id, Unit.name, Unit.path)
    return [Late(*each) for each in rows(asked.order_by(late.desc(), Unit.path))]


def list_late(scope: Scope, page: int | None, unit_id: int | None = None) -> Listed:
    """One page, or all, the longest late first: name, nip, unit, course, due_on, assigned."""
    return listed(_asked(scope, unit_id), page)


def _asked(scope: Scope, unit_id: int | None) -> AnySelect:
    told = select(
        Person.name,
        Person.nip,
        Unit.name.label("unit"),
        Course.title.label("course"),
        Enrolment.due_on,
        Enrolment.assigned_by.is_not(None).label("assigned"),
    )
    asked = _due(told, scope).join(Course, Course.id == Enrolment.course_id).where(_late())
    if unit_id:
        asked = asked.where(Unit.id == unit_id)
    return asked.order_by(Enrolment.due_on, Person.name, Enrolment.id)
