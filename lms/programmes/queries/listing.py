"""The programmes of an agency: for those who may follow them, and for those who make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from lms.catalog.models import Course
from lms.catalog.queries import open_to
from lms.foundation.database import rows
from lms.identity import queries as identity
from lms.identity.models import Role
from lms.identity.queries import Scope
from lms.learning.models import Enrolment, EnrolmentState
from lms.programmes.models import Arrival, Curriculum, Journey, Programme, Stage


def scope_of(person_id: int) -> Scope:
    """The agencies whose programmes somebody makes: a grant for a whole agency, not for a unit."""
    return Scope(agencies=identity.scope_of(person_id, Role.PROGRAMME_OFFICER).agencies)


@dataclass(frozen=True)
class Listed:
    """A programme as its learners choose it; what is required, and what of that they have."""

    id: int
    title: str
    summary: str
    courses: int
    required: int
    done: int
    joined: bool
    arrived_at: datetime | None


def programmes(agency_id: int | None, person_id: int) -> list[Listed]:
    """Open ones and those that the person is in, these first."""
    theirs = and_(
        Journey.programme_id == Programme.id,
        Journey.person_id == person_id,
        Journey.left_at.is_(None),
    )
    by = and_(
        Curriculum.programme_id == Programme.id,
        func.coalesce(Journey.curriculum_id == Curriculum.id, Curriculum.number == _newest()),
    )
    found = rows(
        select(
            *(Programme.id, Curriculum.title, Curriculum.summary),
            *(_stages(), _stages(Stage.required.is_(True)), _stages(_done(person_id))),
            *(Journey.id.is_not(None), Arrival.at),
        )
        .select_from(Programme)
        .outerjoin(Journey, theirs)
        .join(Curriculum, by)
        .outerjoin(Arrival, Arrival.journey_id == Journey.id)
        .where(
            or_(
                and_(Programme.agency_id == agency_id, Programme.closed_at.is_(None)),
                Journey.id.is_not(None),
            )
        )
        .order_by(Journey.id.is_(None), Arrival.at.is_not(None), Curriculum.title, Programme.id)
    )
    return [Listed(*each) for each in found]


def _newest() -> ScalarSelect[int]:
    newer = aliased(Curriculum)
    newest = select(func.max(newer.number)).where(newer.programme_id == Programme.id)
    return newest.correlate(Programme).scalar_subquery()


def _stages(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    counted = select(func.count()).where(Stage.curriculum_id == Curriculum.id, *which)
    return counted.correlate(Curriculum).scalar_subquery()


def _done(person_id: int) -> ColumnElement[bool]:
    """Of a required stage."""
    completed = exists().where(
        Enrolment.course_id == Stage.course_id,
        Enrolment.person_id == person_id,
        Enrolment.state == EnrolmentState.COMPLETED,
    )
    return and_(Stage.required.is_(True), completed.correlate(Stage))


@dataclass(frozen=True)
class Overseen:
    """A programme at the desk of those who make it."""

    id: int
    title: str
    number: int
    closed_at: datetime | None
    courses: int
    lost: int  # of its courses, how many are not offered any more
    followers: int
    arrived: int


def overseen(scope: Scope) -> list[Overseen]:
    """Open ones first."""
    followers = select(func.count()).where(
        Journey.programme_id == Programme.id, Journey.left_at.is_(None)
    )
    arrived = select(func.count(Arrival.journey_id)).where(
        Journey.programme_id == Programme.id, Arrival.journey_id == Journey.id
    )
    offered = exists().where(Course.id == Stage.course_id, open_to(Programme.agency_id))
    found = rows(
        select(
            *(Programme.id, Curriculum.title, Curriculum.number, Programme.closed_at),
            *(_stages(), _stages(~offered.correlate(Stage, Programme))),
            followers.correlate(Programme).scalar_subquery(),
            arrived.correlate(Programme).scalar_subquery(),
        )
        .join(Curriculum, Curriculum.programme_id == Programme.id)
        .where(Curriculum.number == _newest(), Programme.agency_id.in_(sorted(scope.agencies)))
        .order_by(Programme.closed_at.is_not(None), Curriculum.title, Programme.id)
    )
    return [Overseen(*each) for each in found]


@dataclass(frozen=True)
class Choice:
    """A course that may be a stage."""

    id: int
    title: str


def choices(agency_id: int) -> Sequence[Choice]:
    """By title."""
    wanted = select(Course.id, Course.title).where(open_to(agency_id))
    return [Choice(*each) for each in rows(wanted.order_by(Course.title, Course.id))]
