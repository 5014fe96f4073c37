"""Where duties are late, and who heads these places, for the week's digest."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, rows
from lms.identity.models import Grant, Membership, Person, Role, Unit
from lms.identity.queries import in_force
from lms.mandates.models import Digest, Duty, DutyState, Mandate, MandateState


def late_by_place() -> Sequence[AnyRow]:
    """Of each mandate in force and each unit, how many are late: id, title, slug, by, path, count.

    By the units where these people work today.
    """
    today = clock.today()
    there = in_force(Membership.since, Membership.until, today)
    return rows(
        select(
            *(Mandate.id, Mandate.title, Course.slug, Mandate.bound_by.label("by")),
            *(Unit.path, func.count().label("late")),
        )
        .select_from(Duty)
        .join(Mandate, Mandate.id == Duty.mandate_id)
        .join(Course, Course.id == Mandate.course_id)
        .join(Membership, and_(Membership.person_id == Duty.person_id, there))
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Mandate.state == MandateState.BINDING,
            Duty.state == DutyState.OPEN,
            Duty.due_on < today,
        )
        .group_by(Mandate.id, Mandate.title, Course.slug, Mandate.bound_by, Unit.path)
        .order_by(Mandate.id, Unit.path)
    )


def heads(week: date) -> Sequence[AnyRow]:
    """Who heads which unit today and was told nothing of this week yet."""
    told = select(Digest.week).where(Digest.person_id == Grant.person_id, Digest.week == week)
    return rows(
        select(Grant.person_id, Grant.unit_id, Grant.agency_id)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.role == Role.UNIT_HEAD,
            Grant.unit_id.is_not(None),
            Person.active.is_(True),
            in_force(Grant.since, Grant.until, clock.today()),
            ~told.exists(),
        )
        .order_by(Grant.person_id, Grant.id)
    )
