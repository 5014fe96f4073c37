"""What courses there are, for whom, and which revision is current."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from lms.catalog.library import Outline, outline
from lms.catalog.models import (
    Course,
    CourseShare,
    QuestionVersion,
    Revision,
    RevisionModule,
)
from lms.foundation.database import db
from lms.foundation.errors import NotFound


def published() -> ColumnElement[bool]:
    """Courses that somebody may find."""
    return and_(Course.archived_at.is_(None), Course.revision_id.is_not(None))


def open_to(agency_id: Any) -> ColumnElement[bool]:
    """Courses that an agency owns or was given a share of; it may be a column."""
    shared = exists().where(CourseShare.course_id == Course.id, CourseShare.agency_id == agency_id)
    return and_(published(), or_(Course.agency_id == agency_id, shared))


def course(slug: str) -> Course:
    """Raises NotFound."""
    found = db.session.scalar(select(Course).where(Course.slug == slug))
    if found is None:
        raise NotFound
    return found


def takers(course: Course) -> frozenset[int]:
    """The agencies whose people may take a course: its owner and whom it is shared with."""
    shared = select(CourseShare.agency_id).where(CourseShare.course_id == course.id)
    return frozenset({course.agency_id, *db.session.scalars(shared)})


def is_open_to(course_id: int, agency_id: int | None) -> bool:
    wanted = select(Course.id).where(Course.id == course_id, open_to(agency_id))
    return db.session.scalar(wanted) is not None


def current(course: Course) -> Outline:
    """The outline of the revision that learners read now; raises NotFound where none is out."""
    if course.revision_id is None:
        raise NotFound
    return outline(course.revision_id)


def ever_had(course_id: int, slug: str) -> bool:
    """Whether any revision had a module of this slug."""
    wanted = (
        select(RevisionModule.slug)
        .join(Revision, Revision.id == RevisionModule.revision_id)
        .where(Revision.course_id == course_id, RevisionModule.slug == slug)
        .limit(1)
    )
    return db.session.scalar(wanted) is not None


def source_of(digest: str) -> str:
    """How an author wrote this version of a question; raises NotFound."""
    found = db.session.scalar(
        select(QuestionVersion.source).where(QuestionVersion.digest == digest)
    )
    if found is None:
        raise NotFound
    return found
