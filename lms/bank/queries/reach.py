"""Whose questions somebody works with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from lms.catalog.models import Course, QuestionPlace, QuestionUse
from lms.identity import queries as identity
from lms.identity.models import Grant, Role

ROLES = (Role.TRAINER, Role.REVIEWER, Role.PROGRAMME_OFFICER)


@dataclass(frozen=True)
class Reach:
    """Agencies as a whole, or courses one by one of the agency that gave the grant."""

    agencies: frozenset[int]
    single: frozenset[tuple[int, str]]

    def __bool__(self) -> bool:
        return bool(self.agencies or self.single)

    def owns(self, agency_id: int, course_slug: str | None) -> bool:
        """Whether a question of this agency, and of this course if of one, is theirs to stop."""
        return agency_id in self.agencies or (agency_id, course_slug) in self.single

    def courses(self) -> ColumnElement[bool]:
        one = (
            and_(Course.agency_id == agency, Course.slug == slug)
            for agency, slug in sorted(self.single)
        )
        return or_(false(), Course.agency_id.in_(sorted(self.agencies)), *one)

    def questions(self) -> ColumnElement[bool]:
        """Those of the agencies, and all that the courses ask."""
        used: Any = select(QuestionUse.key).join(Course, Course.id == QuestionUse.course_id)
        own = QuestionPlace.agency_id.in_(sorted(self.agencies))
        return or_(own, QuestionPlace.key.in_(used.where(self.courses())))


def reach_of(person_id: int) -> Reach:
    """By the grants of today; none for a unit or a person opens the bank."""
    held = [grant for grant in identity.grants(person_id) if _opens(grant)]
    whole = (grant.agency_id for grant in held if grant.course_slug is None)
    single = ((grant.agency_id, grant.course_slug) for grant in held if grant.course_slug)
    return Reach(frozenset(whole), frozenset(single))


def _opens(grant: Grant) -> bool:
    return grant.role in ROLES and grant.unit_id is None and grant.subject_id is None
