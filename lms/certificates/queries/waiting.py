"""Completions that have no certificate yet, and wait for an officer's word."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from lms.certificates.models import Certificate
from lms.foundation.database import AnyRow, row, rows
from lms.identity.queries import Scope
from lms.learning.models import Enrolment, Run
from lms.records.models import Completion, CompletionPerson
from lms.records.queries import CURRENT

PAGE = 100
_THERE = Certificate.enrolment_id == Completion.enrolment_id
_ISSUED = select(Certificate.id).where(_THERE)


def list_waiting(
    scope: Scope, course_id: int | None, but_id: int, page: int = 1
) -> Sequence[AnyRow]:
    """Of runs that agencies of the scope hold, the oldest first; not those of `but_id` themself."""
    return rows(
        select(
            Completion.id,
            Completion.course_title,
            Completion.run,
            Completion.jp,
            Completion.score,
            Completion.completed_on,
            CompletionPerson.name,
            CompletionPerson.unit_name,
        )
        .join(CompletionPerson, CompletionPerson.completion_id == Completion.id)
        .where(*_waits(scope, course_id, but_id))
        .order_by(Completion.position)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )


def waiting_courses(scope: Scope, but_id: int) -> Sequence[AnyRow]:
    """The courses with somebody who waits, and how many."""
    many = func.count().label("many")
    return rows(
        select(Completion.course_id, func.max(Completion.course_title).label("title"), many)
        .where(*_waits(scope, None, but_id))
        .group_by(Completion.course_id)
        .order_by(func.max(Completion.course_title))
    )


def count_waiting(scope: Scope, but_id: int) -> int:
    found = row(select(func.count(Completion.id)).where(*_waits(scope, None, but_id)))
    return found[0] if found else 0


def waiting_among(scope: Scope, completion_ids: Sequence[UUID], but_id: int) -> Sequence[UUID]:
    """Those of these that still wait, as one orders locks: by enrolment."""
    chosen = (Completion.id.in_(completion_ids), *_waits(scope, None, but_id))
    found = rows(select(Completion.id).where(*chosen).order_by(Completion.enrolment_id))
    return [each.id for each in found]


def issuer_of(enrolment_id: int) -> int:
    """The agency that holds the run: it gives the certificate."""
    found = row(
        select(Run.agency_id)
        .join(Enrolment, Enrolment.run_id == Run.id)
        .where(Enrolment.id == enrolment_id)
    )
    assert found is not None  # a completion has its enrolment
    return int(found[0])


def _waits(scope: Scope, course_id: int | None, but_id: int) -> list[ColumnElement[bool]]:
    held = (
        select(Enrolment.id)
        .join(Run, Run.id == Enrolment.run_id)
        .where(Enrolment.id == Completion.enrolment_id, Run.agency_id.in_(sorted(scope.agencies)))
    )
    clauses = [held.exists(), CURRENT, ~_ISSUED.exists(), Completion.person_id != but_id]
    return clauses + ([Completion.course_id == course_id] if course_id is not None else [])
