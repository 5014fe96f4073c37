"""What courses there are, for whom, and which revision is current."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from lms.catalog.library import Outline, outline
from lms.catalog.models import (
    Course,
    CourseCompetency,
    CourseShare,
    QuestionVersion,
    Revision,
    RevisionModule,
)
from lms.foundation.database import AnyRow, db
from lms.foundation.errors import NotFound
from lms.standards.models import DevelopmentForm

PAGE = 20
SHORT = 4  # JP; a course of more is a long one


@dataclass(frozen=True)
class Wish:
    """What a person looks for in the catalogue."""

    words: str = ""
    theme: str = ""
    competency: str = ""
    level: int | None = None  # of that competency, or of any
    length: str = ""  # "short" or "long"
    form: int | None = None
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than all courses."""
        chosen = (self.words, self.theme, self.competency, self.level, self.length, self.form)
        return any(chosen)


def open_to(agency_id: int | None) -> ColumnElement[bool]:
    """Courses that an agency owns or was given a share of."""
    shared = exists().where(CourseShare.course_id == Course.id, CourseShare.agency_id == agency_id)
    return and_(
        Course.archived_at.is_(None),
        Course.revision_id.is_not(None),
        or_(Course.agency_id == agency_id, shared),
    )


def courses(agency_id: int | None, wish: Wish) -> tuple[Sequence[AnyRow], int]:
    """One page of the catalogue, and how many courses there are on all pages."""
    wanted = _wanted(select(Course), agency_id, wish)
    total = db.session.scalar(wanted.with_only_columns(func.count())) or 0
    columns = (
        Course.id,
        Course.slug,
        Course.title,
        Course.summary,
        Course.theme,
        Course.jp,
        Course.form_code,
    )
    found = db.session.execute(
        wanted.with_only_columns(*columns)
        .order_by(Course.title, Course.id)
        .limit(PAGE)
        .offset((wish.page - 1) * PAGE)
    )
    return found.all(), total


def _wanted(base: Select[Any], agency_id: int | None, wish: Wish) -> Select[Any]:
    base = base.where(open_to(agency_id))
    for word in wish.words.split():
        pattern = word.lower()
        base = base.where(
            or_(
                func.lower(Course.title).contains(pattern, autoescape=True),
                func.lower(Course.summary).contains(pattern, autoescape=True),
                Course.theme == pattern,
            )
        )
    if wish.theme:
        base = base.where(Course.theme == wish.theme)
    if wish.competency or wish.level:
        base = base.where(_builds(wish.competency, wish.level))
    if wish.length:
        base = base.where(Course.jp <= SHORT if wish.length == "short" else Course.jp > SHORT)
    if wish.form:
        base = base.where(Course.form_code == wish.form)
    return base


def _builds(competency: str, level: int | None) -> ColumnElement[bool]:
    held = exists().where(CourseCompetency.course_id == Course.id)
    if competency:
        held = held.where(CourseCompetency.competency_code == competency)
    if level:
        held = held.where(CourseCompetency.level == level)
    return held


def themes(agency_id: int | None) -> dict[str, int]:
    """How many courses each theme has."""
    found = db.session.execute(
        select(Course.theme, func.count()).where(open_to(agency_id)).group_by(Course.theme)
    )
    return {row[0]: row[1] for row in found}


def forms(agency_id: int | None) -> dict[int, str]:
    """The forms of development that the courses have, by code."""
    found = db.session.execute(
        select(Course.form_code, func.coalesce(DevelopmentForm.name, ""))
        .outerjoin(DevelopmentForm, DevelopmentForm.code == Course.form_code)
        .where(open_to(agency_id))
        .distinct()
        .order_by(Course.form_code)
    )
    return {row[0]: row[1] for row in found}


def competencies_of(course_ids: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    found = db.session.execute(
        select(CourseCompetency.course_id, CourseCompetency.competency_code, CourseCompetency.level)
        .where(CourseCompetency.course_id.in_(course_ids))
        .order_by(CourseCompetency.competency_code)
    )
    listed: dict[int, list[tuple[str, int]]] = {}
    for course_id, code, level in found:
        listed.setdefault(course_id, []).append((code, level))
    return listed


def course(slug: str) -> Course:
    """Raises NotFound."""
    found = db.session.scalar(select(Course).where(Course.slug == slug))
    if found is None:
        raise NotFound
    return found


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
