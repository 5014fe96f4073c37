"""The courses that somebody leads, and how far people have come in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from lms.catalog.library import Module, Outline
from lms.catalog.models import Course
from lms.foundation.database import row, rows
from lms.learning.models import ApplicationState, Approval, Enrolment, EnrolmentState, Progress, Run
from lms.learning.queries import Led as Leading
from lms.learning.queries import count_in, count_waiting

WAITS = (ApplicationState.ASKED, ApplicationState.QUEUED)


@dataclass(frozen=True)
class Led:
    """A course with how many of the owning agency's people are in it, by state."""

    slug: str
    title: str
    theme: str
    archived: bool
    active: int
    completed: int
    withdrawn: int


def courses_led(leading: Leading) -> Sequence[Led]:
    """Those with people in them first, archived ones last."""
    counted = (
        select(
            Enrolment.course_id,
            *(_count(state).label(state.value) for state in EnrolmentState),
        )
        .join(Course, Course.id == Enrolment.course_id)
        .where(leading.clause(), Enrolment.agency_id == Course.agency_id)
        .group_by(Enrolment.course_id)
        .subquery()
    )
    counts = [func.coalesce(counted.c[state.value], 0) for state in EnrolmentState]
    archived = Course.archived_at.is_not(None)
    found = rows(
        select(Course.slug, Course.title, Course.theme, archived, *counts)
        .outerjoin(counted, counted.c.course_id == Course.id)
        .where(leading.clause(), Course.revision_id.is_not(None))
        .order_by(archived, counts[0].desc(), Course.title)
    )
    return [Led(*each) for each in found]


def _count(state: EnrolmentState) -> ColumnElement[int]:
    return func.count().filter(Enrolment.state == state)


def elsewhere(course: Course) -> int:
    """How many people of other agencies take it; of them no more is told here."""
    within = (Enrolment.course_id == course.id, Enrolment.agency_id != course.agency_id)
    wanted = select(func.count()).where(*within, Enrolment.state != EnrolmentState.WITHDRAWN)
    found = row(wanted)
    return found[0] if found else 0


@dataclass(frozen=True)
class Step:
    """One module of the course, and how many of `of` people have done it."""

    module: Module
    done: int
    of: int

    @property
    def share(self) -> int:
        """Percent, rounded down: 100 is everybody."""
        return 100 * self.done // self.of if self.of else 0


def steps(agency_id: int, outline: Outline) -> list[Step]:
    """The modules in order; who left the course counts too, for that is where people stop."""
    course_id = outline.course_id
    within = and_(Enrolment.course_id == course_id, Enrolment.agency_id == agency_id)
    of = row(select(func.count()).select_from(Enrolment).where(within))
    slug = Progress.module_slug
    done = (
        select(slug, func.count())
        .join(Enrolment, Enrolment.id == Progress.enrolment_id)
        .where(within, Progress.done_at.is_not(None))
        .group_by(slug)
    )
    found: dict[str, int] = {each[0]: each[1] for each in rows(done)}
    number = of[0] if of else 0
    return [Step(module, found.get(module.slug, 0), number) for module in outline.modules]


@dataclass(frozen=True)
class Planned:
    """A run as it is planned, with how many are in it."""

    id: int
    number: int
    name: str
    self_paced: bool
    opens_on: date
    closes_on: date | None
    places: int | None
    approval: Approval
    taken: int
    asked: int
    queued: int

    @property
    def last_day(self) -> date | None:
        return self.closes_on - timedelta(days=1) if self.closes_on else None


def planned(course: Course) -> list[Planned]:
    """All runs of a course, the latest first."""
    counts = (count_in(), *(count_waiting(state) for state in WAITS))
    columns = (Run.id, Run.number, Run.name, Run.self_paced, Run.opens_on, Run.closes_on)
    found = rows(
        select(*columns, Run.places, Run.approval, *counts)
        .where(Run.course_id == course.id)
        .order_by(Run.opens_on.desc(), Run.number.desc())
    )
    return [Planned(*each) for each in found]
