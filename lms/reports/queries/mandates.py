"""Who is past the day by which a mandate asks for a course, by unit and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Membership, Person, Unit
from lms.identity.queries import Scope, in_force, under
from lms.mandates.models import Duty, DutyState, Mandate, MandateState
from lms.reports.queries.within import PAGE, AnySelect, Listed

OBLIGED = (DutyState.OPEN, DutyState.DONE)


@dataclass(frozen=True)
class Owed:
    """A unit with how many duties its people have, how many are done, and how many late."""

    unit_id: int | None  # none: people who are in no unit today
    unit: str | None
    path: str | None
    people: int
    done: int
    late: int

    @property
    def share(self) -> int:
        """Percent that is late, rounded down."""
        return 100 * self.late // self.people


def _duties(told: AnySelect, scope: Scope, mandate_id: int | None) -> AnySelect:
    """Duties of mandates in force, by where their people work today."""
    today = in_force(Membership.since, Membership.until, clock.today())
    asked = (
        told.select_from(Duty)
        .join(Mandate, Mandate.id == Duty.mandate_id)
        .outerjoin(Membership, and_(Membership.person_id == Duty.person_id, today))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(
            Mandate.state == MandateState.BINDING,
            Duty.state.in_(OBLIGED),
            scope.clause(Duty.agency_id, Unit.path),
        )
    )
    return asked if mandate_id is None else asked.where(Duty.mandate_id == mandate_id)


def _late() -> ColumnElement[bool]:
    return and_(Duty.state == DutyState.OPEN, Duty.due_on < clock.today())


def owed_by_unit(scope: Scope, mandate_id: int | None) -> Sequence[Owed]:
    """Those with most late duties first."""
    late: ColumnElement[Any] = func.count().filter(_late())
    done = func.count().filter(Duty.state == DutyState.DONE)
    told = select(Unit.id, Unit.name, Unit.path, func.count(), done, late)
    asked = _duties(told, scope, mandate_id).group_by(Unit.id, Unit.name, Unit.path)
    return [Owed(*each) for each in rows(asked.order_by(late.desc(), Unit.path))]


def mandates_owed(scope: Scope) -> Sequence[AnyRow]:
    """The mandates by which somebody of the scope has a duty: id, title."""
    asked = _duties(select(Mandate.id, Mandate.title).distinct(), scope, None)
    return rows(asked.order_by(Mandate.title, Mandate.id))


def list_owed(
    scope: Scope, page: int, unit_path: str = "", mandate_id: int | None = None
) -> Listed:
    """One page, the longest late first: name, nip, unit, mandate, course, due_on."""
    asked = _asked(scope, unit_path, mandate_id)
    counted = row(select(func.count()).select_from(asked.order_by(None).subquery()))
    some = rows(asked.limit(PAGE).offset((page - 1) * PAGE))
    return Listed(some, counted[0] if counted else 0, page)


def list_every_owed(
    scope: Scope, unit_path: str = "", mandate_id: int | None = None
) -> Sequence[AnyRow]:
    """All of them, for a file."""
    return rows(_asked(scope, unit_path, mandate_id))


def _asked(scope: Scope, unit_path: str, mandate_id: int | None) -> AnySelect:
    told = select(
        *(Person.name, Person.nip, Unit.name.label("unit")),
        *(Mandate.title.label("mandate"), Course.title.label("course"), Duty.due_on),
    )
    asked = (
        _duties(told, scope, mandate_id)
        .join(Person, Person.id == Duty.person_id)
        .join(Course, Course.id == Mandate.course_id)
        .where(_late())
    )
    if unit_path:
        asked = asked.where(under(Unit.path, unit_path))
    return asked.order_by(Duty.due_on, Person.name, Duty.id)
