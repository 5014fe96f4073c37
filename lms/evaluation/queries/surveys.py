"""Which surveys there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from lms.catalog.models import Course, Revision, RevisionModule
from lms.evaluation.models import Reply
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.learning.queries import Led

KIND = "survey"


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


def surveys(led: Led) -> Sequence[AnyRow]:
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
        .where(led.clause())
        .order_by(Course.title, Course.id, RevisionModule.position)
    )
