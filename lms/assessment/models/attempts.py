"""Attempts with durable answers, and the marks that these got."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.assessment.models.panels import Basis
from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.learning.models import Score

Points = Numeric(9, 4)


class SubmittedBy(StrEnum):
    PERSON = "person"
    TIME = "time"  # the clock ran out; what was there counts


class Attempt(Base):
    """One sitting of a quiz, tied to the versions it began with.

    `drawn` is the paper as the person sees it: a list of {digest, options}, where `options` is the
    order of the option numbers. It follows from the questions and `seed`, and is kept as drawn.
    `length` counts it, so that saving an answer need not read it.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "module_slug", "number"),
        Index(
            "uq_attempt_open",
            "enrolment_id",
            "module_slug",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        Index("ix_attempt_deadline", "deadline_at"),
        Index("ix_attempt_module", "course_id", "module_slug"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_slug: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))
    number: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    drawn: Mapped[list[Any]]
    length: Mapped[int]
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[SubmittedBy | None]
    points: Mapped[Decimal | None] = mapped_column(Points)
    most_points: Mapped[Decimal | None] = mapped_column(Points)
    score: Mapped[Decimal | None] = mapped_column(Score)
    passed: Mapped[bool | None]
    # Of a quiz whose panel decided what passes: fixed when the paper is drawn.
    pass_mark: Mapped[Decimal | None] = mapped_column(Score)
    decision_id: Mapped[int | None] = mapped_column(Identity, ForeignKey("cut_decision.id"))
    basis: Mapped[Basis | None]


class Answer(Base):
    """What a person gave for the question at one place of the paper, from one device.

    The highest client counter of a device wins on that device; among devices the last to arrive;
    above all the one that was checked, since the person has seen its feedback.
    """

    __tablename__ = "answer"

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)  # from 1
    device: Mapped[str] = mapped_column(primary_key=True)
    counter: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[dict[str, Any]]
    client_at: Mapped[datetime | None]  # kept, but only the server's clock decides
    first_saved_at: Mapped[datetime | None]  # none: given before this was kept
    saved_at: Mapped[datetime]
    # Which save at this place this was, over all devices: arrival decides between two devices,
    # also where the server's clock was put back between them.
    turn: Mapped[int] = mapped_column(server_default="0")
    checked_at: Mapped[datetime | None]  # feedback at once was asked for; the answer is settled


class Mark(Base):
    """The points that one answer got, with the version it was given to."""

    __tablename__ = "mark"
    __table_args__ = (Index("ix_mark_question", "question_digest"),)

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    question_digest: Mapped[str] = mapped_column(ForeignKey("question_version.digest"))
    value: Mapped[dict[str, Any]]
    points: Mapped[Decimal] = mapped_column(Points)
    most_points: Mapped[Decimal] = mapped_column(Points)
