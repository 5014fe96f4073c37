"""Who asks for a place, for those who answer: the leaders of the course, or the head of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from lms.catalog.models import Course
from lms.catalog.queries import published
from lms.foundation import clock
from lms.foundation.database import row, rows
from lms.identity import queries as identity
from lms.identity.models import Agency, Grant, Membership, Person, Role, Unit
from lms.identity.queries import Scope, in_force
from lms.learning.models import Application, ApplicationState, ApplicationStep, Approval, Run
from lms.learning.queries.leading import Led, led_by
from lms.learning.queries.places import count_in, count_waiting

MOST = 100  # of those who wait longest; the next come when these are answered


@dataclass(frozen=True)
class Answering:
    """By what somebody answers: the courses they lead, the people of the units they head.

    To applications what a `Scope` is to people: a list of them takes one.
    """

    person_id: int
    led: Led
    heads: Scope

    def __bool__(self) -> bool:
        return bool(self.led or self.heads)

    def clause(self) -> ColumnElement[bool]:
        """Nobody answers themselves; where no head is above somebody, the leaders answer."""
        led, to_head = self.led.clause(), Run.approval == Approval.HEAD
        theirs = and_(to_head, self.heads.clause(Unit.agency_id, Unit.path))
        unheaded = and_(to_head, led, ~_is_headed())
        asked = or_(and_(Run.approval == Approval.LEADERS, led), theirs, unheaded)
        return and_(asked, Application.person_id != self.person_id)


def answering(person_id: int) -> Answering:
    return Answering(person_id, led_by(person_id), identity.scope_of(person_id, Role.UNIT_HEAD))


def _is_headed() -> ColumnElement[bool]:
    """Whether somebody else heads the unit where the person works today, or one above it."""
    above, head = aliased(Unit), aliased(Person)
    place = or_(
        and_(Grant.unit_id.is_(None), Grant.agency_id == Unit.agency_id),
        Unit.path.startswith(above.path),
    )
    held = (
        select(Grant.id)
        .join(head, head.id == Grant.person_id)
        .outerjoin(above, above.id == Grant.unit_id)
        .where(
            Grant.role == Role.UNIT_HEAD,
            Grant.course_slug.is_(None),
            Grant.subject_id.is_(None),
            in_force(Grant.since, Grant.until, clock.today()),
            head.active.is_(True),
            head.id != Application.person_id,
            place,
        )
    )
    return exists(held.correlate(Application, Unit))


@dataclass(frozen=True)
class Applicant:
    """Somebody who asks for a place, and how full the run is."""

    id: int
    name: str
    nip: str
    unit: str | None
    agency: str
    reason: str
    asked_at: datetime
    state: ApplicationState
    answer: str  # why it was refused
    course: str
    run_id: int
    run: str
    approval: Approval
    opens_on: date
    closes_on: date | None
    places: int | None
    taken: int
    queued: int

    @property
    def left(self) -> int | None:
        """How many may still come in; none: as many as want."""
        return None if self.places is None else max(0, self.places - self.taken)


def applicants_in(among: Answering, *states: ApplicationState) -> list[Applicant]:
    """Those whom this person may answer, run by run, in the order in which they asked."""
    wanted = _applicants(among).where(Application.state.in_(states))
    return [Applicant(*each) for each in rows(wanted.limit(MOST))]


def applicants(among: Answering, application_ids: Iterable[int]) -> list[Applicant]:
    """Those of these that this person may answer, whatever became of them."""
    wanted = _applicants(among).where(Application.id.in_(sorted(set(application_ids))))
    return [Applicant(*each) for each in rows(wanted)]


def refused_lately(among: Answering, since: datetime) -> list[Applicant]:
    """Those who were refused and wait no more, the latest first."""
    which = (Application.state == ApplicationState.REFUSED, ApplicationStep.at >= since)
    wanted = _applicants(among).where(*which).order_by(None)
    return [Applicant(*each) for each in rows(wanted.order_by(ApplicationStep.id.desc()).limit(20))]


def count_applicants(person_id: int) -> int:
    """How many wait for this person's answer."""
    counted = _placed(select(func.count())).where(answering(person_id).clause())
    found = row(counted.where(Application.state == ApplicationState.ASKED))
    return found[0] if found else 0


_step = aliased(ApplicationStep)
_LAST = (
    select(func.max(_step.id))
    .where(_step.application_id == Application.id)
    .correlate(Application)
    .scalar_subquery()
)


def _applicants(among: Answering) -> Select[*tuple[Any, ...]]:
    told = select(
        *(Application.id, Person.name, Person.nip, Unit.name, Agency.name),
        *(Application.reason, Application.asked_at, Application.state, ApplicationStep.reason),
        *(Course.title, Run.id, Run.name, Run.approval, Run.opens_on, Run.closes_on, Run.places),
        *(count_in(), count_waiting(ApplicationState.QUEUED)),
    )
    ordered = (Course.title, Run.id, Application.id)
    return _placed(told).where(among.clause()).order_by(*ordered)


def _placed(told: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Applications to runs that are offered, each with its person and where they work today."""
    today = in_force(Membership.since, Membership.until, clock.today())
    open_ = or_(Run.closes_on.is_(None), Run.closes_on > clock.today())
    return (
        told.select_from(Application)
        .join(Run, Run.id == Application.run_id)
        .join(Course, Course.id == Application.course_id)
        .join(Person, Person.id == Application.person_id)
        .join(Agency, Agency.id == Application.agency_id)
        .join(ApplicationStep, ApplicationStep.id == _LAST)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, today))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(open_, published())
    )


def foretell(chosen: Iterable[Applicant]) -> dict[int, int]:
    """What saying yes to all of these would bring each: 0 a place, else their turn in line."""
    left: dict[int, int | None] = {}
    line: dict[int, int] = {}
    told: dict[int, int] = {}
    for one in chosen:
        free = left.setdefault(one.run_id, one.left)
        if free is None or free > 0:
            told[one.id] = 0
            left[one.run_id] = None if free is None else free - 1
        else:
            line[one.run_id] = line.get(one.run_id, one.queued) + 1
            told[one.id] = line[one.run_id]
    return told
