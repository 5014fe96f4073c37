"""How the people of a mandate stand, one by one and counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Membership, Person, Unit
from lms.identity.queries import Scope, called, in_force, under
from lms.learning.models import Enrolment, EnrolmentState
from lms.mandates.models import Duty, DutyState, DutyStep, Mandate, MandateState
from lms.mandates.queries.matching import PAGE, AnySelect

STANDINGS = ("done", "underway", "new", "late", "exempt", "released")


@dataclass(frozen=True)
class Wanted:
    """What narrows the list: one of STANDINGS, a unit with all below it, a name or whole NIP."""

    standing: str = ""
    unit_path: str = ""
    words: str = ""


def standing() -> ColumnElement[str]:
    """Of a Duty beside the Enrolment in which the person is: one of STANDINGS."""
    return case(
        (Duty.state == DutyState.DONE, "done"),
        (Duty.state == DutyState.EXEMPT, "exempt"),
        (Duty.state == DutyState.RELEASED, "released"),
        (Duty.due_on < clock.today(), "late"),
        (Enrolment.place_at.is_not(None), "underway"),
        else_="new",
    )


def _placed(told: AnySelect) -> AnySelect:
    """Duties with Mandate, Person, the Unit of today if any, and the Enrolment if any."""
    today = in_force(Membership.since, Membership.until, clock.today())
    present = and_(
        Enrolment.course_id == Mandate.course_id,
        Enrolment.person_id == Duty.person_id,
        Enrolment.state == EnrolmentState.ACTIVE,
    )
    return (
        told.select_from(Duty)
        .join(Mandate, Mandate.id == Duty.mandate_id)
        .join(Person, Person.id == Duty.person_id)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, today))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .outerjoin(Enrolment, present)
    )


@dataclass(frozen=True)
class Counted:
    by_standing: dict[str, int]
    late_done: int  # of those done, after the day it was due

    def __getitem__(self, name: str) -> int:
        return self.by_standing.get(name, 0)

    @property
    def people(self) -> int:
        """Everybody but those who no longer meet the rule."""
        return sum(self[name] for name in STANDINGS if name != "released")


def count_standings(mandate_id: int, scope: Scope) -> Counted:
    """In one statement."""
    late = func.count().filter(and_(Duty.state == DutyState.DONE, Duty.done_on > Duty.due_on))
    told = standing().label("standing")
    asked = _placed(select(told, func.count(), late)).where(*_mine(mandate_id, scope))
    found = rows(asked.group_by(told))
    return Counted({name: count for name, count, _ in found}, sum(each[2] for each in found))


def _mine(mandate_id: int, scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return Duty.mandate_id == mandate_id, scope.clause(Duty.agency_id, Unit.path)


def _listed(scope: Scope, mandate_id: int, wanted: Wanted) -> AnySelect:
    told = select(
        *(Duty.id, Person.name, Person.nip, Unit.name.label("unit")),
        *(Duty.began_on, Duty.due_on, Duty.done_on, standing().label("standing")),
    )
    asked = _placed(told).where(*_mine(mandate_id, scope))
    if wanted.standing:
        asked = asked.where(standing() == wanted.standing)
    if wanted.unit_path:
        asked = asked.where(under(Unit.path, wanted.unit_path))
    if wanted.words:
        asked = asked.where(called(wanted.words))
    return asked.order_by(Person.name, Duty.id)


def list_duties(
    scope: Scope, mandate_id: int, wanted: Wanted, page: int
) -> tuple[Sequence[AnyRow], int]:
    """One page by name, and how many there are on all."""
    asked = _listed(scope, mandate_id, wanted)
    counted = row(select(func.count()).select_from(asked.order_by(None).subquery()))
    shown = rows(asked.limit(PAGE).offset((page - 1) * PAGE))
    return shown, counted[0] if counted else 0


def list_every_duty(scope: Scope, mandate_id: int, wanted: Wanted) -> Sequence[AnyRow]:
    """All of them, for a file."""
    return rows(_listed(scope, mandate_id, wanted))


@dataclass(frozen=True)
class DutyOf:
    """One person's duty, as who keeps its mandate looks at it."""

    id: int
    mandate_id: int
    mandate: str
    mandate_state: MandateState
    course: str
    name: str
    nip: str
    unit: str | None
    state: DutyState
    standing: str
    began_on: date
    due_on: date
    counts_from: date | None
    done_on: date | None


def duty(duty_id: int) -> DutyOf:
    """Raises NotFound."""
    told: tuple[Any, ...] = (
        *(Duty.id, Duty.mandate_id, Mandate.title, Mandate.state, Course.title),
        *(Person.name, Person.nip, Unit.name, Duty.state, standing()),
        *(Duty.began_on, Duty.due_on, Duty.counts_from, Duty.done_on),
    )
    asked = _placed(select(*told)).join(Course, Course.id == Mandate.course_id)
    found = row(asked.where(Duty.id == duty_id).limit(1))
    if found is None:
        raise NotFound
    return DutyOf(*found)


def duty_steps(duty_id: int) -> Sequence[AnyRow]:
    """What became of it, the latest first: kind, reason, at, detail, name (none: the system)."""
    return rows(
        select(DutyStep.kind, DutyStep.reason, DutyStep.at, DutyStep.detail, Person.name)
        .outerjoin(Person, Person.id == DutyStep.person_id)
        .where(DutyStep.duty_id == duty_id)
        .order_by(DutyStep.id.desc())
    )
