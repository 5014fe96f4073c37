"""With which agencies a course is shared, and what others share with one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from lms.catalog.models import Course, CourseShare, ShareStep
from lms.foundation.database import AnyRow, db, rows
from lms.identity.models import Agency
from lms.learning.models import Enrolment, EnrolmentState


@dataclass(frozen=True)
class Taken:
    """A course of another agency that is shared with one's own, or was."""

    course_id: int
    slug: str
    title: str
    owner: str
    agency: str  # with which it is shared
    agency_id: int
    since: datetime | None  # none: not any more
    archived_at: datetime | None
    people: int = 0  # of that agency, who are in it or completed it


def shares(course_id: int) -> Sequence[AnyRow]:
    """The agencies whose people may take it: agency_id, name, since."""
    return rows(
        select(Agency.id.label("agency_id"), Agency.name, CourseShare.since)
        .join(CourseShare, CourseShare.agency_id == Agency.id)
        .where(CourseShare.course_id == course_id)
        .order_by(Agency.name)
    )


def share_steps(course_id: int) -> Sequence[AnyRow]:
    """What was given and taken back, the latest first: name, given, person_id, note, at."""
    return rows(
        select(Agency.name, ShareStep.given, ShareStep.person_id, ShareStep.note, ShareStep.at)
        .join(Agency, Agency.id == ShareStep.agency_id)
        .where(ShareStep.course_id == course_id)
        .order_by(ShareStep.id.desc())
    )


def agencies_beside(agency_id: int) -> Sequence[AnyRow]:
    """All others: id, name."""
    return rows(select(Agency.id, Agency.name).where(Agency.id != agency_id).order_by(Agency.name))


def taking(course_id: int) -> dict[int, int]:
    """How many of each agency are in the course or completed it."""
    wanted = select(Enrolment.agency_id, func.count(Enrolment.person_id.distinct())).where(
        Enrolment.course_id == course_id, Enrolment.state != EnrolmentState.WITHDRAWN
    )
    return {each[0]: each[1] for each in rows(wanted.group_by(Enrolment.agency_id))}


def shared_to(agency_ids: frozenset[int]) -> list[Taken]:
    """What these agencies may take of others, and what they could once; by title."""
    ever = (
        select(ShareStep.course_id, ShareStep.agency_id)
        .union(select(CourseShare.course_id, CourseShare.agency_id))
        .subquery()
    )
    owner, other = Agency.__table__.alias("owner"), Agency.__table__.alias("other")
    people = (
        select(func.count(Enrolment.person_id.distinct()))
        .where(
            *(Enrolment.course_id == Course.id, Enrolment.agency_id == ever.c.agency_id),
            Enrolment.state != EnrolmentState.WITHDRAWN,
        )
        .scalar_subquery()
    )
    wanted = (
        select(
            *(Course.id, Course.slug, Course.title, owner.c.name, other.c.name, other.c.id),
            *(CourseShare.since, Course.archived_at, people),
        )
        .join(ever, ever.c.course_id == Course.id)
        .join(owner, owner.c.id == Course.agency_id)
        .join(other, other.c.id == ever.c.agency_id)
        .outerjoin(
            CourseShare,
            (CourseShare.course_id == Course.id) & (CourseShare.agency_id == ever.c.agency_id),
        )
        .where(ever.c.agency_id.in_(sorted(agency_ids)), Course.agency_id != ever.c.agency_id)
    )
    return [
        Taken(*each) for each in db.session.execute(wanted.order_by(Course.title, other.c.name))
    ]
