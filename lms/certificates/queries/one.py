"""One certificate, with all that its pages and its paper say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal as Number
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from lms.certificates.models import (
    Certificate,
    CertificateFile,
    CertificatePerson,
    CertificateStatus,
    CertificateStep,
    Decision,
    Numbering,
    Signing,
)
from lms.certificates.queries.among import within
from lms.foundation.database import AnyRow, db, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person
from lms.identity.queries import Scope
from lms.records.models import Completion


@dataclass(frozen=True)
class Shown:
    """A certificate as it was issued, and where it stands now."""

    id: UUID
    agency_id: int
    number: str
    code: str
    enrolment_id: int
    completion_id: UUID
    person_id: int
    issued_at: datetime
    issued_on: date
    organiser: str
    subjects: list[Any]
    nip: str
    name: str
    rank_group: str
    post: str
    unit_name: str
    agency_name: str
    redacted_at: datetime | None
    course_slug: str
    course_title: str
    run: str
    jp: int
    score: Number | None
    started_at: datetime
    completed_on: date
    place: str
    signers: list[Any]
    decision_number: str | None
    decided_on: date | None
    status: CertificateStatus
    reason: str
    status_at: datetime
    next_code: str | None  # of the one that took its place


_next = aliased(Certificate)
_later = aliased(CertificateStep)
_LAST = select(func.max(_later.id)).where(_later.certificate_id == Certificate.id).scalar_subquery()
NOW = and_(CertificateStep.certificate_id == Certificate.id, CertificateStep.id == _LAST)
_SHOWN: Select[*tuple[Any, ...]] = (
    select(
        Certificate.id,
        Certificate.agency_id,
        Certificate.number,
        Certificate.code,
        Certificate.enrolment_id,
        Certificate.completion_id,
        Certificate.person_id,
        Certificate.issued_at,
        Certificate.issued_on,
        Certificate.organiser,
        Certificate.subjects,
        CertificatePerson.nip,
        CertificatePerson.name,
        CertificatePerson.rank_group,
        CertificatePerson.post,
        CertificatePerson.unit_name,
        CertificatePerson.agency_name,
        CertificatePerson.redacted_at,
        Completion.course_slug,
        Completion.course_title,
        Completion.run,
        Completion.jp,
        Completion.score,
        Completion.started_at,
        Completion.completed_on,
        Numbering.place,
        Signing.signers,
        Decision.number.label("decision_number"),
        Decision.decided_on,
        CertificateStep.status,
        CertificateStep.reason,
        CertificateStep.at.label("status_at"),
        _next.code.label("next_code"),
    )
    .select_from(Certificate)
    .join(CertificatePerson, CertificatePerson.certificate_id == Certificate.id)
    .join(Completion, Completion.id == Certificate.completion_id)
    .join(Numbering, Numbering.id == Certificate.numbering_id)
    .join(Signing, Signing.id == Certificate.signing_id)
    .join(CertificateStep, NOW)
    .outerjoin(Decision, Decision.id == Certificate.decision_id)
    .outerjoin(_next, _next.replaces == Certificate.id)
)


def certificate(certificate_id: UUID) -> Shown:
    """Raises NotFound."""
    return _found(row(_SHOWN.where(Certificate.id == certificate_id)))


def with_code(code: str) -> Shown:
    """Raises NotFound."""
    return _found(row(_SHOWN.where(Certificate.code == code)))


def _found(found: AnyRow | None) -> Shown:
    if found is None:
        raise NotFound
    return Shown(**found._mapping)  # noqa: SLF001  a row's own way to its names


def newest(enrolment_id: int) -> Certificate | None:
    """The last that was issued for an enrolment, whatever became of it."""
    of_it = Certificate.enrolment_id == enrolment_id
    return db.session.scalar(
        select(Certificate).where(of_it).order_by(Certificate.edition.desc()).limit(1)
    )


def status_of(certificate_id: UUID) -> CertificateStatus:
    of_it = CertificateStep.certificate_id == certificate_id
    last = select(CertificateStep.status).where(of_it).order_by(CertificateStep.id.desc())
    return db.session.scalars(last.limit(1)).one()


def steps_of(certificate_id: UUID) -> Sequence[AnyRow]:
    """What was done with it and by whom, from its first day."""
    return rows(
        select(CertificateStep.status, CertificateStep.reason, CertificateStep.at, Person.name)
        .outerjoin(Person, Person.id == CertificateStep.by)
        .where(CertificateStep.certificate_id == certificate_id)
        .order_by(CertificateStep.id)
    )


def digest_of(certificate_id: UUID) -> str | None:
    """Of its PDF, where it is kept already."""
    of_it = CertificateFile.certificate_id == certificate_id
    return db.session.scalar(select(CertificateFile.digest).where(of_it))


def code_of_file(digest: str) -> str | None:
    """The code of the certificate whose PDF is this very file."""
    return db.session.scalar(
        select(Certificate.code)
        .join(CertificateFile, CertificateFile.certificate_id == Certificate.id)
        .where(CertificateFile.digest == digest)
    )


def overseen_by(scope: Scope, certificate_id: UUID) -> bool:
    found = (
        select(Certificate.id)
        .join(Completion, Completion.id == Certificate.completion_id)
        .where(Certificate.id == certificate_id, within(scope))
    )
    return db.session.scalar(found) is not None


def all_overseen_by(scope: Scope, certificate_ids: Sequence[UUID]) -> bool:
    found = (
        select(func.count(Certificate.id))
        .join(Completion, Completion.id == Certificate.completion_id)
        .where(Certificate.id.in_(certificate_ids), within(scope))
    )
    return db.session.scalar(found) == len(set(certificate_ids))


def is_outdated(completion_id: UUID) -> bool:
    """Whether the record that a certificate tells of was corrected since."""
    later = select(Completion.id).where(Completion.replaces == completion_id)
    return db.session.scalar(later) is not None
