"""The register of certificates as officers read it, and a person's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, true

from lms.certificates.code import typed
from lms.certificates.models import (
    Bundle,
    Certificate,
    CertificatePerson,
    CertificateStatus,
    CertificateStep,
)
from lms.certificates.queries.among import within
from lms.certificates.queries.one import NOW
from lms.foundation.database import AnyRow, db, row, rows
from lms.identity import queries as identity
from lms.identity.queries import Scope
from lms.records.models import Completion

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What narrows the register of certificates; an empty one wants all of the scope."""

    words: str = ""  # in the name or the number as issued, or a whole NIP, or a whole code
    year: int | None = None
    status: CertificateStatus | None = None
    course_id: int | None = None


_COLUMNS = (
    Certificate.id,
    Certificate.number,
    Certificate.issued_on,
    Completion.course_title,
    CertificatePerson.name,
    CertificatePerson.unit_name,
    CertificatePerson.nip,
    CertificateStep.status,
)


def _narrowed(statement: Select[*tuple[Any, ...]], scope: Scope, wanted: Wanted) -> Any:
    return (
        statement.select_from(Certificate)
        .join(Completion, Completion.id == Certificate.completion_id)
        .join(CertificatePerson, CertificatePerson.certificate_id == Certificate.id)
        .join(CertificateStep, NOW)
        .where(within(scope), *_clauses(wanted))
    )


def _clauses(wanted: Wanted) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if wanted.year is not None:
        clauses.append(Certificate.year == wanted.year)
    if wanted.status is not None:
        clauses.append(CertificateStep.status == wanted.status)
    if wanted.course_id is not None:
        clauses.append(Certificate.course_id == wanted.course_id)
    if wanted.words:
        clauses.append(_said(wanted.words))
    return clauses


def _said(words: str) -> ColumnElement[bool]:
    if number := identity.digits(words):
        return Certificate.person_id.in_(identity.numbered(number))
    if code := typed(words):
        return Certificate.code == code
    told = func.lower(CertificatePerson.name + " " + Certificate.number)
    found = (told.contains(word, autoescape=True) for word in words.lower().split())
    return and_(true(), *found)


def list_certificates(scope: Scope, wanted: Wanted, page: int) -> Sequence[AnyRow]:
    """One page, the newest first."""
    newest = (Certificate.issued_at.desc(), Certificate.sequence.desc())
    asked = _narrowed(select(*_COLUMNS), scope, wanted).order_by(*newest)
    return rows(asked.limit(PAGE).offset((page - 1) * PAGE))


def list_size(scope: Scope, wanted: Wanted) -> int:
    found = row(_narrowed(select(func.count(Certificate.id)), scope, wanted))
    return found[0] if found else 0


def list_ids(scope: Scope, wanted: Wanted, most: int) -> Sequence[UUID]:
    """In the order of their numbers."""
    ordered = (Certificate.agency_id, Certificate.year, Certificate.sequence)
    asked = _narrowed(select(Certificate.id), scope, wanted).order_by(*ordered).limit(most)
    return [each.id for each in rows(asked)]


def list_choices(scope: Scope) -> tuple[Sequence[AnyRow], Sequence[int]]:
    """The courses and the years of which the scope has certificates."""
    title = func.max(Completion.course_title).label("title")
    courses = _narrowed(select(Certificate.course_id, title), scope, Wanted())
    years = _narrowed(select(Certificate.year).distinct(), scope, Wanted())
    found = rows(years.order_by(Certificate.year.desc()))
    return rows(courses.group_by(Certificate.course_id).order_by(title)), [it.year for it in found]


def own(person_id: int) -> Sequence[AnyRow]:
    """A person's certificates, the latest first; of those that were replaced, the newest."""
    return rows(
        select(
            Certificate.id,
            Certificate.number,
            Certificate.code,
            Certificate.enrolment_id,
            Certificate.issued_on,
            Certificate.organiser,
            Completion.course_title,
            Completion.jp,
            CertificateStep.status,
            CertificateStep.reason,
        )
        .join(Completion, Completion.id == Certificate.completion_id)
        .join(CertificateStep, NOW)
        .where(
            Certificate.person_id == person_id,
            CertificateStep.status != CertificateStatus.REISSUED,
        )
        .order_by(Certificate.issued_at.desc(), Certificate.sequence.desc())
    )


def bundles_of(person_id: int) -> Sequence[Bundle]:
    """What the person asked for lately, the newest first."""
    asked = select(Bundle).where(Bundle.person_id == person_id).order_by(Bundle.id.desc())
    return db.session.scalars(asked.limit(10)).all()
