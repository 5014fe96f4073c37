"""The quizzes of the courses that somebody leads."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.catalog.models import Course, RevisionModule
from lms.foundation.database import rows
from lms.learning.queries import Led


@dataclass(frozen=True)
class LedQuiz:
    course_slug: str
    course_title: str
    slug: str
    title: str


def quizzes(led: Led) -> list[LedQuiz]:
    """As the courses are now, in their order."""
    found = rows(
        select(Course.slug, Course.title, RevisionModule.slug, RevisionModule.title)
        .join(RevisionModule, RevisionModule.revision_id == Course.revision_id)
        .where(RevisionModule.kind == "quiz", led.clause())
        .order_by(Course.title, RevisionModule.position)
    )
    return [LedQuiz(*each) for each in found]
