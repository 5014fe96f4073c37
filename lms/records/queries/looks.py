"""Who looked at one person's records, as the trail has it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select

from lms.foundation.audit import LOOKED, AuditEntry
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Agency, Person
from lms.learning.models import Enrolment
from lms.records.models import Completion

LOOKS_PAGE = 50


def looks_at(person_id: int, page: int) -> Sequence[AnyRow]:
    """One page, the latest first: at, verb, subject_kind, actor and the agency."""
    found = (
        select(
            AuditEntry.at,
            AuditEntry.verb,
            AuditEntry.subject_kind,
            Person.name.label("actor"),
            Agency.name.label("agency"),
        )
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .outerjoin(Agency, Agency.id == AuditEntry.agency_id)
        .where(_about(person_id))
        .order_by(AuditEntry.id.desc())
    )
    return rows(found.limit(LOOKS_PAGE).offset((page - 1) * LOOKS_PAGE))


def looks_total(person_id: int) -> int:
    found = row(select(func.count()).select_from(AuditEntry).where(_about(person_id)))
    assert found is not None  # a count always answers
    return int(found[0])


def _about(person_id: int) -> ColumnElement[bool]:
    """At the person; at a list of a course that they were in by then; at a register with them."""
    kind, subject, at = AuditEntry.subject_kind, AuditEntry.subject_id, AuditEntry.at
    looked = AuditEntry.verb.startswith(LOOKED, autoescape=True)
    own = and_(kind == "person", subject == str(person_id), looked)
    enrolled = exists().where(
        Enrolment.person_id == person_id,
        cast(Enrolment.course_id, String) == subject,
        Enrolment.enrolled_at <= at,
    )
    taken = AuditEntry.verb == "exported"
    course = and_(kind.in_(("course", "gradebook")), or_(looked, taken), enrolled)
    recorded = exists().where(
        Completion.person_id == person_id,
        Completion.agency_id == AuditEntry.agency_id,
        Completion.completed_at <= at,
    )
    register = and_(kind == "register", taken, recorded)
    others = or_(AuditEntry.actor_id.is_(None), AuditEntry.actor_id != person_id)
    return and_(others, or_(own, course, register))
