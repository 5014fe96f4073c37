"""What a person must do, as they are told of it on coming in and at the course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, String, bindparam, cast, or_, select

from lms.catalog.models import Course
from lms.foundation.prepared import Prepared
from lms.mandates.models import Duty, DutyState, Mandate, MandateState

_person: BindParameter[int] = bindparam("person")
_binding = (
    Duty.person_id == _person,
    Mandate.state == MandateState.BINDING,
)
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
    .where(*_binding, Duty.state == DutyState.OPEN)
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


_OF_COURSE = Prepared(
    select(Mandate.title, Mandate.legal_basis, Duty.state, Duty.due_on, Duty.done_on)
    .join(Mandate, Mandate.id == Duty.mandate_id)
    .where(
        *_binding,
        Mandate.course_id == bindparam("course"),
        or_(Duty.state == DutyState.OPEN, Duty.state == DutyState.DONE),
    )
    .order_by(Duty.due_on, Mandate.id)
)


def duties_of(course_id: int, person_id: int) -> list[OfCourse]:
    """The nearest first."""
    return [OfCourse(*each) for each in _OF_COURSE.all(course=course_id, person=person_id)]
