"""What a course's page tells about it, and its runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, exists, func, or_, select

from lms.catalog.models import Course, CourseCompetency
from lms.catalog.queries import open_to
from lms.foundation import clock
from lms.foundation.database import AnyRow, rows
from lms.identity.models import Agency
from lms.learning.models import ApplicationState, Approval, Enrolment, EnrolmentState, Run
from lms.learning.queries.places import count_in, count_waiting
from lms.learning.queries.visits import Visit
from lms.standards.models import Competency, DevelopmentForm


@dataclass(frozen=True)
class Aim:
    """A competency and the level that the course builds."""

    code: str
    name: str
    level: int


@dataclass(frozen=True)
class Beforehand:
    """A course that is best taken before this one."""

    slug: str
    title: str
    is_open: bool  # whether this person's agency may take it
    completed: bool


@dataclass(frozen=True)
class About:
    """A course as the catalogue knows it, and what it is to this person."""

    id: int
    theme: str
    jp: int
    form: str
    review_by: date | None
    is_open: bool
    archived: bool
    aims: tuple[Aim, ...]
    beforehand: tuple[Beforehand, ...]
    due_on: date | None
    assigned: bool


def about(visit: Visit, agency_id: int | None) -> About:
    """All of it in one statement: the course, and those that it builds on."""
    needed = visit.outline.facts["prerequisites"]
    found = _rows_of([visit.outline.course_slug, *needed], visit, agency_id)
    own = [row for row in found if row.id == visit.outline.course_id]
    known = {row.slug: row for row in found}
    first = own[0]
    return About(
        first.id,
        first.theme,
        first.jp,
        first.form or str(first.form_code),
        first.review_by,
        first.is_open,
        first.archived_at is not None,
        tuple(Aim(row.code, row.competency or "", row.level) for row in own if row.code),
        tuple(_beforehand(known[slug]) for slug in needed if slug in known),
        first.due_on,
        first.assigned_by is not None,
    )


def _beforehand(row: AnyRow) -> Beforehand:
    return Beforehand(row.slug, row.title, row.is_open, row.completed)


def _rows_of(slugs: list[str], visit: Visit, agency_id: int | None) -> Sequence[AnyRow]:
    completed = exists().where(
        Enrolment.course_id == Course.id,
        Enrolment.person_id == visit.person_id,
        Enrolment.state == EnrolmentState.COMPLETED,
    )
    present = and_(Enrolment.course_id == Course.id, Enrolment.id == visit.enrolment_id)
    return rows(
        select(
            *(Course.id, Course.slug, Course.title, Course.theme, Course.jp),
            *(Course.form_code, Course.review_by, Course.archived_at),
            DevelopmentForm.name.label("form"),
            open_to(agency_id).label("is_open"),
            completed.correlate(Course).label("completed"),
            CourseCompetency.competency_code.label("code"),
            CourseCompetency.level,
            Competency.name.label("competency"),
            *(Enrolment.due_on, Enrolment.assigned_by),
        )
        .outerjoin(DevelopmentForm, DevelopmentForm.code == Course.form_code)
        .outerjoin(CourseCompetency, CourseCompetency.course_id == Course.id)
        .outerjoin(Competency, Competency.code == CourseCompetency.competency_code)
        .outerjoin(Enrolment, present)
        .where(Course.slug.in_(slugs))
        .order_by(CourseCompetency.competency_code)
    )


@dataclass(frozen=True)
class Offer:
    """A run that is open or will be, with the places that are left."""

    run_id: int
    name: str
    self_paced: bool
    opens_on: date
    closes_on: date | None
    enrol_until: date | None
    withdraw_until: date | None
    approval: Approval
    places_left: int | None  # none: as many as come
    queued: int  # how many stand in line
    organiser: str
    cost: int | None

    @property
    def is_open(self) -> bool:
        """Whether one may enrol today, or get in line where there is no place."""
        ends = [day for day in (self.closes_on, self.enrol_until) if day]
        return self.opens_on <= clock.today() < min(ends, default=date.max)

    @property
    def is_late(self) -> bool:
        """Whether it goes on, and takes nobody new."""
        return not self.is_open and self.opens_on <= clock.today()

    @property
    def is_asked(self) -> bool:
        """Whether somebody must say yes."""
        return self.approval != Approval.OPEN

    @property
    def is_full(self) -> bool:
        return self.places_left is not None and self.places_left <= 0

    @property
    def last_day(self) -> date | None:
        return self.closes_on - timedelta(days=1) if self.closes_on else None


def offers(course_id: int) -> list[Offer]:
    """Runs that are not over, the self-paced one (over or not) first."""
    found = rows(
        select(
            *(Run.id, Run.name, Run.self_paced, Run.opens_on, Run.closes_on),
            *(Run.enrol_until, Run.withdraw_until, Run.approval),
            Run.places - count_in(),
            count_waiting(ApplicationState.QUEUED),
            func.coalesce(Run.partner, Agency.name),
            Run.cost,
        )
        .join(Agency, Agency.id == Run.agency_id)
        .where(
            Run.course_id == course_id,
            or_(Run.self_paced, Run.closes_on.is_(None), Run.closes_on > clock.today()),
        )
        .order_by(Run.self_paced.desc(), Run.opens_on, Run.number)
    )
    return [Offer(*row) for row in found]
