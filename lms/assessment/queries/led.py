"""The quizzes of the courses that somebody leads."""

from dataclasses import dataclass

from sqlalchemy import select, true

from lms.catalog.models import Course, RevisionModule
from lms.foundation.database import rows
from lms.learning.queries import Led


@dataclass(frozen=True)
class LedQuiz:
    course_id: int
    course_slug: str
    course_title: str
    module_slug: str
    title: str
    document_digest: str


def quizzes(led: Led, *, with_archived: bool) -> list[LedQuiz]:
    """As the courses are now, in the order of courses and modules."""
    wanted = true() if with_archived else Course.archived_at.is_(None)
    found = rows(
        select(
            *(Course.id, Course.slug, Course.title),
            *(RevisionModule.slug, RevisionModule.title, RevisionModule.document_digest),
        )
        .join(RevisionModule, RevisionModule.revision_id == Course.revision_id)
        .where(RevisionModule.kind == "quiz", wanted, led.clause())
        .order_by(Course.title, Course.id, RevisionModule.position)
    )
    return [LedQuiz(*each) for each in found]
