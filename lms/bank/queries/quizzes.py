"""The quizzes whose questions somebody looks after."""

from sqlalchemy import select

from lms.assessment import queries as assessment
from lms.assessment.queries import LedQuiz
from lms.bank.queries.reach import Reach
from lms.catalog.models import Course
from lms.foundation.database import row
from lms.foundation.errors import NotFound


def quizzes(reach: Reach) -> list[LedQuiz]:
    return assessment.quizzes(reach.led, with_archived=False)


def holds(reach: Reach, course_id: int) -> bool:
    """Whether the course's quizzes are among them."""
    wanted = select(Course.id).where(
        Course.id == course_id, Course.archived_at.is_(None), reach.courses()
    )
    return row(wanted) is not None


def quiz(reach: Reach, course_slug: str, module_slug: str) -> LedQuiz:
    """Raises NotFound, also where the course is out of reach."""
    wanted = (course_slug, module_slug)
    for each in quizzes(reach):
        if (each.course_slug, each.module_slug) == wanted:
            return each
    raise NotFound
