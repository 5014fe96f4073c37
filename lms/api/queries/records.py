"""Completions by position and certificates by number, as others take them over."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, tuple_

from lms.certificates.models import Certificate, CertificatePerson, CertificateStep
from lms.certificates.queries.among import within
from lms.certificates.queries.one import NOW
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Agency
from lms.identity.queries import Scope
from lms.records.models import Completion
from lms.records.queries import Wanted, register_export

Key = tuple[int, int, int]  # agency, year and number: none is ever put before another


def list_completions(
    scope: Scope, wanted: Wanted, person_id: int | None, limit: int
) -> Sequence[AnyRow]:
    """The rows of an export, from the position after which they are wanted."""
    found = register_export(scope, wanted)
    if person_id is not None:
        found = found.where(Completion.person_id == person_id)
    return rows(found.limit(limit))


def completion_in(scope: Scope, completion_id: UUID) -> AnyRow | None:
    return row(register_export(scope, Wanted()).where(Completion.id == completion_id))


def _certificates(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Certificate.id,
            Certificate.number,
            Certificate.code,
            CertificateStep.status,
            CertificateStep.at.label("status_at"),
            Certificate.issued_at,
            Certificate.issued_on,
            Agency.code.label("agency_code"),
            Certificate.completion_id,
            Certificate.person_id,
            CertificatePerson.nip,
            CertificatePerson.name,
            Completion.course_slug,
            Completion.course_title,
            Completion.jp,
            Certificate.replaces,
            Certificate.agency_id,
            Certificate.year,
            Certificate.sequence,
        )
        .join(Agency, Agency.id == Certificate.agency_id)
        .join(Completion, Completion.id == Certificate.completion_id)
        .join(CertificatePerson, CertificatePerson.certificate_id == Certificate.id)
        .join(CertificateStep, NOW)
        .where(within(scope))
        .order_by(Certificate.agency_id, Certificate.year, Certificate.sequence)
    )


def list_certificates(
    scope: Scope, wanted: dict[str, Any], after: Key, limit: int
) -> Sequence[AnyRow]:
    """`wanted` by status, year, course_slug or person_id."""
    keys = tuple_(Certificate.agency_id, Certificate.year, Certificate.sequence)
    found = _certificates(scope).where(keys > tuple_(*after))
    columns = {
        "status": CertificateStep.status,
        "year": Certificate.year,
        "course_slug": Completion.course_slug,
        "person_id": Certificate.person_id,
    }
    return rows(found.where(*(columns[name] == it for name, it in wanted.items())).limit(limit))


def certificate_in(scope: Scope, certificate_id: UUID) -> AnyRow | None:
    return row(_certificates(scope).where(Certificate.id == certificate_id))
