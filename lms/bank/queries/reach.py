"""Whose questions somebody works with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from lms.catalog.models import Course, QuestionPlace, QuestionUse
from lms.identity.models import Role
from lms.learning.queries import Led, led_by

ROLES = (Role.TRAINER, Role.REVIEWER, Role.PROGRAMME_OFFICER)


@dataclass(frozen=True)
class Reach:
    """The questions of the courses and agencies that somebody looks after."""

    led: Led

    def __bool__(self) -> bool:
        return bool(self.led)

    def owns(self, agency_id: int, course_slug: str | None) -> bool:
        """Whether a question of this agency, and of this course if of one, is theirs to stop."""
        return self.led.holds(agency_id, course_slug or "")

    def courses(self) -> ColumnElement[bool]:
        return self.led.clause()

    def questions(self) -> ColumnElement[bool]:
        """Those of the agencies, and all that the courses ask."""
        used: Any = select(QuestionUse.key).join(Course, Course.id == QuestionUse.course_id)
        own = QuestionPlace.agency_id.in_(sorted(self.led.agencies))
        return or_(own, QuestionPlace.key.in_(used.where(self.courses())))


def reach_of(person_id: int) -> Reach:
    """By the grants of today; none for a unit or a person opens the bank."""
    return Reach(led_by(person_id, ROLES))
