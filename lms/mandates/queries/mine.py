"""What a person must do, as they are told of it on coming in and at the course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)

from lms.catalog.models import Course
from lms.foundation.database import AnyRow, rows
from lms.mandates.models import Duty, DutyState, Mandate, MandateState
from lms.programmes.queries import Part, parts

_person: BindParameter[int] = bindparam("person")
# A row for each open duty of the person.
DUTIES = (
    select(
        Course.slug,
        Course.title,
        Mandate.title.label("mandate"),
        cast(Duty.due_on, String).label("due"),
    )
    .select_from(Duty)
    .join(Mandate, Mandate.id == Duty.mandate_id)
    .join(Course, Course.id == Mandate.course_id)
    .where(
        Duty.person_id == _person,
        Duty.state == DutyState.OPEN,
        Mandate.state == MandateState.BINDING,
    )
)


@dataclass(frozen=True)
class Mine:
    """An open duty, as its person reads of it."""

    slug: str
    course: str
    mandate: str
    due_on: date


def mine(found: Sequence[tuple[str, str, str, str]]) -> list[Mine]:
    """Of the rows of DUTIES, the nearest first."""
    told = [Mine(*each[:3], date.fromisoformat(each[3])) for each in found]
    return sorted(told, key=lambda it: (it.due_on, it.course, it.mandate))


@dataclass(frozen=True)
class OfCourse:
    """A duty that a course fulfils, as the page of the course tells it."""

    mandate: str
    legal_basis: str
    state: DutyState
    due_on: date
    done_on: date | None

    @property
    def is_late(self) -> bool:
        """Of one that is done: after the day it was due."""
        return self.done_on is not None and self.done_on > self.due_on


@dataclass(frozen=True)
class Beside:
    """What stands beside a course for one person."""

    parts: list[Part]  # by title
    duties: list[OfCourse]  # the nearest first


def beside(course_id: int, person_id: int, agency_id: int | None) -> Beside:
    """Asked in one statement: hardly anybody has more than a row of either."""
    part = parts(course_id, person_id, agency_id).subquery()
    theirs = (Duty.person_id == person_id, Duty.state.in_([DutyState.OPEN, DutyState.DONE]))
    none, nothing = literal(""), literal(0)
    duty = (
        select(
            *(nothing, Mandate.title, nothing, nothing, Mandate.legal_basis),
            *(cast(Duty.state, String), _text(Duty.due_on), _text(Duty.done_on)),
        )
        .join(Mandate, Mandate.id == Duty.mandate_id)
        .where(*theirs, Mandate.state == MandateState.BINDING, Mandate.course_id == course_id)
    )
    both = union_all(select(*part.c, *[none] * 4), duty)
    found = rows(both)
    return Beside(
        sorted((Part(*it[:4]) for it in found if it[0]), key=lambda it: it.title),
        sorted((_duty(it) for it in found if not it[0]), key=lambda it: it.due_on),
    )


def _text(day: Any) -> ColumnElement[str]:
    return func.coalesce(cast(day, String), "")


def _duty(found: AnyRow) -> OfCourse:
    _, title, _, _, basis, state, due_on, done_on = found
    done = date.fromisoformat(done_on) if done_on else None
    return OfCourse(title, basis, DutyState(state), date.fromisoformat(due_on), done)
