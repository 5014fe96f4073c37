"""Certificates are never rewritten: what becomes of one is a further step.

Its number, its code and its facts stay as they were issued; personal text lies in a row of its own,
which an erasure by law may redact. Dated rules (numbering, signers, decisions) are only added to:
the newest that has begun counts.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Numbering(Base):
    """How an agency numbers its certificates, and where it issues them, from a day on."""

    __tablename__ = "certificate_numbering"
    __table_args__ = (Index("ix_certificate_numbering_agency", "agency_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    since: Mapped[date]
    pattern: Mapped[str]
    classification: Mapped[str]  # {kode_klasifikasi}
    office: Mapped[str]  # {opd}
    place: Mapped[str]
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Signing(Base):
    """Who signs an agency's certificates from a day on: one or two, each name, post and NIP."""

    __tablename__ = "certificate_signing"
    __table_args__ = (Index("ix_certificate_signing_agency", "agency_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    since: Mapped[date]
    signers: Mapped[list[Any]]
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Decision(Base):
    """How a course issues: at once by a standing decision, or again after release by an officer."""

    __tablename__ = "certificate_decision"
    __table_args__ = (Index("ix_certificate_decision_course", "agency_id", "course_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    at_once: Mapped[bool]
    number: Mapped[str]  # of the letter that decides; "" where officers release
    decided_on: Mapped[date | None]
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class CertificateCounter(Base):
    """The last number of an agency in a year; taking the next locks the row until the commit.

    What is undone gives its number back, so there is no gap.
    """

    __tablename__ = "certificate_counter"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]


class Certificate(Base):
    """One certificate; `agency_id` issues it. A further edition replaces the one before."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "sequence"),
        UniqueConstraint("enrolment_id", "edition"),
        Index("ix_certificate_person", "person_id"),
        Index("ix_certificate_issued", "agency_id", "issued_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    number: Mapped[str]
    year: Mapped[int]
    sequence: Mapped[int]
    code: Mapped[str] = mapped_column(unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    edition: Mapped[int]
    completion_id: Mapped[UUID] = mapped_column(ForeignKey("completion.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    issued_at: Mapped[datetime]
    issued_on: Mapped[date]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: by decision
    numbering_id: Mapped[int] = mapped_column(ForeignKey("certificate_numbering.id"))
    signing_id: Mapped[int] = mapped_column(ForeignKey("certificate_signing.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_decision.id"))
    organiser: Mapped[str]
    subjects: Mapped[list[Any]]  # of the back: title and tenths of a JP
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("certificate.id"), unique=True)


class CertificatePerson(Base):
    """The personal text of a certificate, as of then; all that an erasure by law may redact."""

    __tablename__ = "certificate_person"

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    nip: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(index=True)
    rank_group: Mapped[str]
    post: Mapped[str]
    unit_name: Mapped[str]
    agency_name: Mapped[str]
    redacted_at: Mapped[datetime | None]


class CertificateStatus(StrEnum):
    """What a certificate's newest step says."""

    ISSUED = "issued"
    REVOKED = "revoked"
    REISSUED = "reissued"  # another one took its place


class CertificateStep(Base):
    """What became of a certificate; never changed, the latest counts."""

    __tablename__ = "certificate_step"
    __table_args__ = (Index("ix_certificate_step_certificate", "certificate_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"))
    status: Mapped[CertificateStatus]
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class CertificateFile(Base):
    """The PDF of a certificate in the file store: made once, and the same bytes ever after."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]


class BundleState(StrEnum):
    MAKING = "making"
    READY = "ready"
    REFUSED = "refused"  # `fault` says why
    REMOVED = "removed"


class Bundle(Base):
    """Many certificates as one ZIP file, made by a job and kept for some days."""

    __tablename__ = "certificate_bundle"
    __table_args__ = (Index("ix_certificate_bundle_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    certificates: Mapped[list[Any]]  # their ids as text
    state: Mapped[BundleState] = mapped_column(default=BundleState.MAKING)
    done: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]
