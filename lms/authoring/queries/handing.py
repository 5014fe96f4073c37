"""Who writes a course, and to whom it was offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select

from lms.authoring.models import OVER, Handover, HandoverState, Manuscript
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import db, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import in_force

LEADERS = (Role.TRAINER, Role.PROGRAMME_OFFICER)


@dataclass(frozen=True)
class Author:
    """Somebody who may write a course today."""

    person_id: int
    of_course: bool  # by a grant for this course
    of_agency: bool  # by one for all courses of the agency


@dataclass(frozen=True)
class Offered:
    """A course that somebody was asked to write, as they find it."""

    id: int
    slug: str
    title: str
    offered_by: int
    leaves: bool
    note: str
    at: datetime


def authors(agency_id: int, course_slug: str) -> list[Author]:
    """Those in service, first those of this course alone."""
    found: dict[int, set[bool]] = {}
    for person_id, slug in db.session.execute(_grants(agency_id, course_slug)):
        found.setdefault(person_id, set()).add(slug is not None)
    made = [Author(each, True in held, False in held) for each, held in found.items()]
    return sorted(made, key=lambda it: (not it.of_course, it.person_id))


def _grants(agency_id: int, course_slug: str) -> Select[int, str | None]:
    here = or_(Grant.course_slug.is_(None), Grant.course_slug == course_slug)
    return (
        select(Grant.person_id, Grant.course_slug)
        .join(Person, Person.id == Grant.person_id)
        .where(
            *(Grant.role.in_(LEADERS), Grant.agency_id == agency_id, here),
            *(Grant.unit_id.is_(None), Grant.subject_id.is_(None), Person.active.is_(True)),
            in_force(Grant.since, Grant.until, clock.today()),
        )
    )


def writes_until(person_id: int, agency_id: int, course_slug: str) -> date | None:
    """The first day on which they write it no longer, by the grants of today; none: no such day."""
    theirs = _grants(agency_id, course_slug).where(Grant.person_id == person_id)
    ends = db.session.scalars(theirs.with_only_columns(Grant.until)).all()
    return max((end for end in ends if end), default=None) if None not in ends else None


def own_grants(person_id: int, agency_id: int, course_slug: str) -> Sequence[Grant]:
    """By which the person writes this course and no other."""
    wanted = select(Grant).where(
        *(Grant.person_id == person_id, Grant.agency_id == agency_id),
        *(Grant.role.in_(LEADERS), Grant.course_slug == course_slug),
        in_force(Grant.since, Grant.until, clock.today()),
    )
    return db.session.scalars(wanted).all()


def handovers(agency_id: int, course_slug: str) -> Sequence[Handover]:
    """All that were ever offered, the latest first."""
    wanted = select(Handover).where(
        Handover.agency_id == agency_id, Handover.course_slug == course_slug
    )
    return db.session.scalars(wanted.order_by(Handover.id.desc())).all()


def handover(handover_id: int) -> Handover:
    """Raises NotFound."""
    found = db.session.get(Handover, handover_id)
    if found is None:
        raise NotFound
    return found


def offered_to(person_id: int) -> list[Offered]:
    """What waits for the person's answer, the longest waiting first."""
    written = (
        select(func.max(Manuscript.title))
        .where(Manuscript.course_slug == Handover.course_slug, Manuscript.state.not_in(OVER))
        .correlate(Handover)
        .scalar_subquery()
    )
    wanted = (
        select(
            *(Handover.id, Handover.course_slug),
            func.coalesce(Course.title, written, Handover.course_slug),
            *(Handover.offered_by, Handover.leaves, Handover.note, Handover.at),
        )
        .outerjoin(Course, Course.slug == Handover.course_slug)
        .where(Handover.person_id == person_id, Handover.state == HandoverState.WAITING)
    )
    return [Offered(*each) for each in rows(wanted.order_by(Handover.id))]
