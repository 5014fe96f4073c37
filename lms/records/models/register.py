"""The register is never rewritten: triggers on both engines refuse to change or delete its rows.

A record carries who and where as they were when it was written. Personal text lies in a row of its
own, so that an erasure by law leaves the register whole.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.identity.models import UNIT_PATH
from lms.learning.models import Score


class Counter(Base):
    """The last position given out; taking the next one locks the row until the commit.

    So positions follow the order of commits, and an export's cursor never skips a late row.
    """

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class Completion(Base):
    """A course that a person completed; a correction is a new row naming the one it replaces."""

    __tablename__ = "completion"
    __table_args__ = (
        Index("ix_completion_agency", "agency_id", "completed_on", "position"),
        Index("ix_completion_unit", "unit_path"),
        Index("ix_completion_person", "person_id"),
        Index("ix_completion_enrolment", "enrolment_id"),
        Index("ix_completion_course", "course_id"),
        Index(
            "uq_completion_enrolment",
            "enrolment_id",
            unique=True,
            sqlite_where=text("replaces IS NULL"),
            postgresql_where=text("replaces IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    agency_code: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    unit_code: Mapped[str]
    unit_path: Mapped[str] = mapped_column(UNIT_PATH)
    staff_kind: Mapped[str]
    rank_group: Mapped[str]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    course_slug: Mapped[str]
    course_title: Mapped[str]
    theme: Mapped[str]
    run: Mapped[str]
    provider: Mapped[str]
    revision: Mapped[int]
    form_code: Mapped[int]
    jp: Mapped[int]
    minutes: Mapped[int]
    score: Mapped[Decimal | None] = mapped_column(Score)
    started_at: Mapped[datetime]
    completed_at: Mapped[datetime]
    completed_on: Mapped[date] = mapped_column(index=True)  # in the site's zone: the JP year
    certificate_number: Mapped[str | None]
    certificate_status: Mapped[str | None]
    recorded_by: Mapped[str]  # "system", or the officer's person id
    jp_rule_id: Mapped[int | None] = mapped_column(ForeignKey("jp_rule.id"))  # none: no rule held
    legal_basis: Mapped[str]
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("completion.id"), unique=True)
    reason: Mapped[str | None]


class Tally(Base):
    """What the current records of one person in one unit and year come to; year 0 is all years.

    It is brought up with every record, so that sums are read where a million rows would be
    counted. It counts whole records alone: what narrows them by more is counted from the rows.
    """

    __tablename__ = "tally"
    __table_args__: Any = (
        Index("ix_tally_unit", "unit_path"),
        {"sqlite_with_rowid": False},
    )

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    unit_path: Mapped[str] = mapped_column(UNIT_PATH, primary_key=True)
    completions: Mapped[int]
    jp: Mapped[int]


class CompletionPerson(Base):
    """The personal text of a completion; the one part that an erasure by law may redact."""

    __tablename__ = "completion_person"

    completion_id: Mapped[UUID] = mapped_column(ForeignKey("completion.id"), primary_key=True)
    nip: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(index=True)
    unit_name: Mapped[str]
    post: Mapped[str]
    redacted_at: Mapped[datetime | None]


class JpCredit(Base):
    """Hours of learning credited to a person; countered only by a reversing row."""

    __tablename__ = "jp_credit"
    __table_args__ = (
        Index("ix_jp_credit_person", "person_id", "credited_on", "jp", "form_code"),
        Index("uq_jp_credit_source", "source_kind", "source_id", "jp", unique=True),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    credited_on: Mapped[date]
    jp: Mapped[int]  # negative in a reversal
    minutes: Mapped[int]
    form_code: Mapped[int]
    jp_rule_id: Mapped[int] = mapped_column(ForeignKey("jp_rule.id"))
    legal_basis: Mapped[str]
    source_kind: Mapped[str]  # "completion", or "elsewhere" for a claim
    source_id: Mapped[str]
    title: Mapped[str]
    written_at: Mapped[datetime]
    replaces: Mapped[int | None] = mapped_column(ForeignKey("jp_credit.id"))


class Certified(Base):
    """The certificate of a completed enrolment as the room above tells it, for the exports.

    Completions are never rewritten, and a certificate may come, or go, long after one. Each change
    has the next position, by which those who pull by cursor hear of it.
    """

    __tablename__ = "certified"
    __table_args__ = (Index("ix_certified_position", "position"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    number: Mapped[str]
    status: Mapped[str]
    position: Mapped[int] = mapped_column(BigInteger, server_default="0")
