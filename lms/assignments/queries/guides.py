"""Who gives feedback to whom: asked in one way, for one piece of work and for lists of them."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from lms.foundation import clock
from lms.identity.models import Grant, Role
from lms.identity.queries import in_force


def is_guide(
    reader_id: int, person_id: Any, course_slug: Any, agency_id: Any
) -> ColumnElement[bool]:
    """Whether the reader is the person's mentor today.

    Where a person has none, a trainer of the course or of the person's agency stands in. Nobody
    guides themselves.
    """
    own = and_(Grant.person_id == reader_id, in_force(Grant.since, Grant.until, clock.today()))
    of_course = Grant.course_slug == course_slug
    of_agency = and_(_unbound(), Grant.agency_id == agency_id)
    stands_in = exists().where(own, Grant.role == Role.TRAINER, or_(of_course, of_agency))
    mentors = mentored(person_id, reader_id)
    return and_(person_id != reader_id, or_(mentors, and_(~mentored(person_id), stands_in)))


def mentored(person_id: Any, by: int | None = None) -> ColumnElement[bool]:
    """Whether the person has a mentor today, or has `by` as one."""
    given = [Grant.person_id == by] if by is not None else []
    return exists().where(
        Grant.role == Role.MENTOR,
        Grant.subject_id == person_id,
        in_force(Grant.since, Grant.until, clock.today()),
        *given,
    )


def guided_once(person_id: Any, by: int) -> ColumnElement[bool]:
    """Whether `by` was the person's mentor on any day so far."""
    return exists().where(
        Grant.role == Role.MENTOR,
        Grant.subject_id == person_id,
        Grant.person_id == by,
        Grant.since <= clock.today(),
    )


def _unbound() -> ColumnElement[bool]:
    """A grant for a whole agency names no unit, course or person."""
    narrower = (Grant.unit_id, Grant.course_slug, Grant.subject_id)
    return and_(*(column.is_(None) for column in narrower))
