"""The quizzes whose blueprints somebody may look at."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.bank.queries.reach import Reach
from lms.catalog.models import Course, RevisionModule
from lms.foundation.database import row, rows
from lms.foundation.errors import NotFound


@dataclass(frozen=True)
class DrawnQuiz:
    course_id: int
    course_slug: str
    course_title: str
    module_slug: str
    title: str
    document_digest: str


def quizzes(reach: Reach) -> list[DrawnQuiz]:
    """Those of the courses as they are now, in the order of courses and modules."""
    found = rows(
        select(
            *(Course.id, Course.slug, Course.title),
            *(RevisionModule.slug, RevisionModule.title, RevisionModule.document_digest),
        )
        .join(RevisionModule, RevisionModule.revision_id == Course.revision_id)
        .where(RevisionModule.kind == "quiz", Course.archived_at.is_(None), reach.courses())
        .order_by(Course.title, Course.id, RevisionModule.position)
    )
    return [DrawnQuiz(*each) for each in found]


def holds(reach: Reach, course_id: int) -> bool:
    """Whether the course's quizzes are among them."""
    wanted = select(Course.id).where(
        Course.id == course_id, Course.archived_at.is_(None), reach.courses()
    )
    return row(wanted) is not None


def quiz(reach: Reach, course_slug: str, module_slug: str) -> DrawnQuiz:
    """Raises NotFound, also where the course is out of reach."""
    wanted = (course_slug, module_slug)
    for each in quizzes(reach):
        if (each.course_slug, each.module_slug) == wanted:
            return each
    raise NotFound
