"""Who is in a course now, for the lists of those who lead it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists
from sqlalchemy.orm import aliased

from lms.foundation import clock
from lms.identity.models import Membership, Person, Unit
from lms.identity.queries import Scope, called, in_force
from lms.learning.models import Enrolment, EnrolmentState


def placed(told: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Enrolments with their Person, and the Unit where that person works today, if anywhere."""
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        told.select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, today))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
    )


def present(scope: Scope, course_id: int, words: str = "") -> ColumnElement[bool]:
    """Each person once, by the enrolment in which they are now; for statements that are `placed`.

    `words` are part of a name, or a whole NIP.
    """
    later = aliased(Enrolment)
    left = EnrolmentState.WITHDRAWN
    superseded = exists().where(
        later.course_id == Enrolment.course_id,
        later.person_id == Enrolment.person_id,
        later.id > Enrolment.id,
        later.state != left,
    )
    clauses = [
        Enrolment.course_id == course_id,
        Enrolment.state != left,
        ~superseded,
        scope.clause(Enrolment.agency_id, Unit.path),
    ]
    return and_(*clauses, called(words)) if words else and_(*clauses)
