"""The stages of a curriculum, and how one person stands in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from lms.catalog.models import Course
from lms.catalog.queries import open_to
from lms.foundation.database import row, rows
from lms.foundation.errors import NotFound
from lms.learning.models import Enrolment, EnrolmentState
from lms.programmes.models import Arrival, Curriculum, Journey, Programme, Stage


class StepState(StrEnum):
    """Spoken as the map of a course speaks."""

    DONE = "done"
    NOW = "now"  # the person is in it
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True)
class Step:
    """A stage as it stands for one person; `after` names what must be completed first."""

    course_id: int
    slug: str
    title: str
    jp: int
    required: bool
    offered: bool  # whether the person's agency may take it now
    done: bool
    active: bool
    after: str | None = None

    @property
    def state(self) -> StepState:
        if self.done:
            return StepState.DONE
        if self.active:
            return StepState.NOW
        return StepState.LOCKED if self.after else StepState.OPEN


def in_order(found: Iterable[Step]) -> list[Step]:
    """Each after the first required one before it that is not completed."""
    after: str | None = None
    told = []
    for step in found:
        told.append(replace(step, after=after))
        if step.required and not step.done:
            after = after or step.title
    return told


def steps(curriculum_id: int, person_id: int, agency_id: int | None) -> list[Step]:
    """The stages of a curriculum in their order."""
    found = rows(
        select(
            *(Course.id, Course.slug, Course.title, Course.jp, Stage.required),
            open_to(agency_id),
            _has(person_id, EnrolmentState.COMPLETED),
            _has(person_id, EnrolmentState.ACTIVE),
        )
        .join(Course, Course.id == Stage.course_id)
        .where(Stage.curriculum_id == curriculum_id)
        .order_by(Stage.position)
    )
    return in_order(Step(*each) for each in found)


def _has(person_id: int, state: EnrolmentState) -> ColumnElement[bool]:
    theirs = (Enrolment.person_id == person_id, Enrolment.state == state)
    return exists().where(Enrolment.course_id == Course.id, *theirs).correlate(Course)


def is_met(found: Sequence[Step]) -> bool:
    return all(step.done for step in found if step.required)


@dataclass(frozen=True)
class Programmed:
    """A programme as one person meets it: by the curriculum they follow, else by the newest."""

    id: int
    agency_id: int
    closed_at: datetime | None
    curriculum_id: int
    number: int
    title: str
    summary: str
    newest: int  # the number of the newest curriculum
    journey_id: int | None
    arrived_at: datetime | None

    @property
    def is_behind(self) -> bool:
        """Whether there is a newer curriculum to go over to; who has arrived need not."""
        return self.journey_id is not None and self.number < self.newest and not self.arrived_at


def programmed(programme_id: int, person_id: int) -> Programmed:
    """Raises NotFound."""
    newer = aliased(Curriculum)
    newest = (
        select(func.max(newer.number))
        .where(newer.programme_id == Programme.id)
        .correlate(Programme)
        .scalar_subquery()
    )
    theirs = and_(
        Journey.programme_id == Programme.id,
        Journey.person_id == person_id,
        Journey.left_at.is_(None),
    )
    by = and_(
        Curriculum.programme_id == Programme.id,
        func.coalesce(Journey.curriculum_id == Curriculum.id, Curriculum.number == newest),
    )
    found = row(
        select(
            *(Programme.id, Programme.agency_id, Programme.closed_at),
            *(Curriculum.id, Curriculum.number, Curriculum.title, Curriculum.summary, newest),
            *(Journey.id, Arrival.at),
        )
        .select_from(Programme)
        .outerjoin(Journey, theirs)
        .join(Curriculum, by)
        .outerjoin(Arrival, Arrival.journey_id == Journey.id)
        .where(Programme.id == programme_id)
    )
    if found is None:
        raise NotFound
    return Programmed(*found)
