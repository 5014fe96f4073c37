"""The programmes that somebody follows, and what they hold back until what comes before is done."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from lms.foundation.database import db, rows
from lms.programmes.models import Arrival, Curriculum, Journey, Programme, Stage
from lms.programmes.queries.stages import StepState, steps


@dataclass(frozen=True)
class Followed:
    """A journey that is under way, in a programme that has the course asked about."""

    programme_id: int
    title: str
    curriculum_id: int
    journey_id: int


def journey(journey_id: int) -> Journey | None:
    """Locked: what is completed at once is noted one after the other."""
    return db.session.get(Journey, journey_id, with_for_update=True, populate_existing=True)


def followed(person_id: int, course_id: int) -> list[Followed]:
    """Those in which the person is on the way, and of whose curriculum the course is a stage."""
    return [
        Followed(*each)
        for each in rows(
            select(Journey.programme_id, Curriculum.title, Curriculum.id, Journey.id)
            .join(Curriculum, Curriculum.id == Journey.curriculum_id)
            .join(Stage, Stage.curriculum_id == Curriculum.id)
            .outerjoin(Arrival, Arrival.journey_id == Journey.id)
            .where(
                Journey.person_id == person_id,
                Journey.left_at.is_(None),
                Arrival.journey_id.is_(None),
                Stage.course_id == course_id,
            )
            .order_by(Journey.id)
        )
    ]


def blocked(person_id: int, course_id: int) -> tuple[str, str] | None:
    """The programme that holds the course back, and what comes first; none where one opens it."""
    held = None
    for each in followed(person_id, course_id):
        found = steps(each.curriculum_id, person_id, None)
        (step,) = (it for it in found if it.course_id == course_id)
        if step.state != StepState.LOCKED:
            return None
        held = (each.title, step.after or "")
    return held


@dataclass(frozen=True)
class Part:
    """A programme of which a course is a stage, as the course's page names it."""

    programme_id: int
    title: str
    position: int
    of: int


def parts(course_id: int, person_id: int, agency_id: int | None) -> Select[*tuple[Any, ...]]:
    """Rows of Part, by the curriculum that the person follows, else by the newest of an open one.

    For whoever asks them together with other things that stand beside a course.
    """
    newer, other = aliased(Curriculum), aliased(Stage)
    newest = select(func.max(newer.number)).where(newer.programme_id == Programme.id)
    of = select(func.count()).where(other.curriculum_id == Curriculum.id)
    theirs = and_(
        Journey.programme_id == Programme.id,
        Journey.person_id == person_id,
        Journey.left_at.is_(None),
    )
    current = and_(
        Curriculum.number == newest.correlate(Programme).scalar_subquery(),
        Programme.closed_at.is_(None),
    )
    return (
        select(
            *(Programme.id, Curriculum.title, Stage.position),
            of.correlate(Curriculum).scalar_subquery().label("of"),
        )
        .select_from(Stage)
        .join(Curriculum, Curriculum.id == Stage.curriculum_id)
        .join(Programme, Programme.id == Curriculum.programme_id)
        .outerjoin(Journey, theirs)
        .where(
            Stage.course_id == course_id,
            Programme.agency_id == agency_id,
            func.coalesce(Journey.curriculum_id == Curriculum.id, current),
        )
    )


def state_of(programme_id: int, person_id: int) -> Journey | None:
    """The journey that the person has not broken off."""
    theirs = (Journey.programme_id == programme_id, Journey.person_id == person_id)
    return db.session.scalar(select(Journey).where(*theirs, Journey.left_at.is_(None)))


def newest(programme_id: int) -> Curriculum:
    """The curriculum that is followed by who joins now."""
    last = select(func.max(Curriculum.number)).where(Curriculum.programme_id == programme_id)
    ours = (Curriculum.programme_id == programme_id, Curriculum.number == last.scalar_subquery())
    return db.session.scalars(select(Curriculum).where(*ours)).one()
