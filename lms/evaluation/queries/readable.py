"""Whose surveys somebody may read, and which there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from lms.catalog.models import Course, Revision, RevisionModule
from lms.evaluation.models import Reply
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Grant, Role
from lms.identity.queries import grants

KIND = "survey"
READERS = (Role.TRAINER, Role.PROGRAMME_OFFICER)


@dataclass(frozen=True)
class Readable:
    """Courses by the agency that owns them, or one by one of such an agency."""

    agencies: frozenset[int]
    single: frozenset[tuple[int, str]]  # the agency that gave the grant, and the course's slug

    def __bool__(self) -> bool:
        return bool(self.agencies or self.single)

    def holds(self, course: Course) -> bool:
        one = (course.agency_id, course.slug)
        return course.agency_id in self.agencies or one in self.single

    def clause(self) -> ColumnElement[bool]:
        one = (
            and_(Course.agency_id == agency, Course.slug == slug)
            for agency, slug in sorted(self.single)
        )
        return or_(false(), Course.agency_id.in_(sorted(self.agencies)), *one)


def readable(person_id: int) -> Readable:
    """What the person's grants of today open: a whole agency's courses, or a single one."""
    held = [grant for grant in grants(person_id) if grant.role in READERS]
    whole = (grant.agency_id for grant in held if _is_unbound(grant))
    single = ((grant.agency_id, grant.course_slug) for grant in held if grant.course_slug)
    return Readable(frozenset(whole), frozenset(single))


def _is_unbound(grant: Grant) -> bool:
    return grant.unit_id is None and grant.course_slug is None and grant.subject_id is None


@dataclass(frozen=True)
class Survey:
    """A survey as it was published last, still in its course or not."""

    course_id: int
    course_title: str
    course_slug: str
    slug: str
    title: str
    digest: str


def survey(course: Course, slug: str) -> Survey:
    """Raises NotFound where the course never had a survey of this name."""
    found = row(
        select(RevisionModule.title, RevisionModule.document_digest)
        .join(Revision, Revision.id == RevisionModule.revision_id)
        .where(
            Revision.course_id == course.id,
            RevisionModule.slug == slug,
            RevisionModule.kind == KIND,
        )
        .order_by(Revision.number.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound
    return Survey(course.id, course.title, course.slug, slug, *found)


def surveys(open_to: Readable) -> Sequence[AnyRow]:
    """The surveys that courses hold today: course, slug, title, and how many people replied."""
    replied = (
        select(func.count(Reply.person_id.distinct()))
        .where(Reply.course_id == Course.id, Reply.module_slug == RevisionModule.slug)
        .correlate(Course, RevisionModule)
        .scalar_subquery()
    )
    return rows(
        select(
            Course.slug.label("course"),
            Course.title.label("course_title"),
            RevisionModule.slug,
            RevisionModule.title,
            replied.label("people"),
        )
        .join(
            RevisionModule,
            and_(
                RevisionModule.revision_id == Course.revision_id,
                RevisionModule.kind == KIND,
            ),
        )
        .where(open_to.clause())
        .order_by(Course.title, Course.id, RevisionModule.position)
    )
