"""The programmes that one follows as one is told of them on coming in, asked with other news."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, select

from lms.catalog.models import Course
from lms.learning.models import Enrolment, EnrolmentState
from lms.programmes.models import Arrival, Curriculum, Journey, Stage

_person: BindParameter[int] = bindparam("person")


def _has(state: EnrolmentState) -> ColumnElement[bool]:
    theirs = (Enrolment.person_id == _person, Enrolment.state == state)
    return exists().where(Enrolment.course_id == Course.id, *theirs).correlate(Course)


# A row for each stage of what the person is under way in.
STAGES = (
    select(
        *(Journey.programme_id, Curriculum.title, Stage.position, Stage.required),
        *(
            Course.slug,
            Course.title.label("course_title"),
            _has(EnrolmentState.COMPLETED).label("completed"),
        ),
    )
    .select_from(Journey)
    .join(Curriculum, Curriculum.id == Journey.curriculum_id)
    .join(Stage, Stage.curriculum_id == Curriculum.id)
    .join(Course, Course.id == Stage.course_id)
    .outerjoin(Arrival, Arrival.journey_id == Journey.id)
    .where(Journey.person_id == _person, Journey.left_at.is_(None), Arrival.journey_id.is_(None))
)


@dataclass(frozen=True)
class Way:
    """How far the person is in a programme, in courses that it requires, and what comes next."""

    programme_id: int
    title: str
    done: int
    total: int
    next_slug: str
    next_title: str


def ways(found: Iterable[tuple[Any, ...]]) -> list[Way]:
    """Of the rows of STAGES, by title."""
    ordered = sorted(found, key=lambda each: (each[1], each[0], each[2]))
    return [_way(list(stages)) for _, stages in groupby(ordered, key=lambda each: each[0])]


def _way(stages: list[tuple[Any, ...]]) -> Way:
    required = [each for each in stages if each[3]]
    left = [each for each in required if not each[6]] or stages
    programme, title, *_ = stages[0]
    return Way(programme, title, sum(each[6] for each in required), len(required), *left[0][4:6])
