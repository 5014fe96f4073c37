"""Essays that people mark, and what each marker gave; kept beside the attempts they belong to."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Numeric, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base

Share = Numeric(5, 4)  # of a question's points, 0 to 1


class Stage(StrEnum):
    """Whose word an essay waits for."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"  # two differ; somebody who sees both decides
    COMPLETE = "complete"
    RELEASED = "released"


class Essay(Base):
    """What was written for one essay question, from the handing in until its marks are out."""

    __tablename__ = "essay"
    __table_args__ = (
        Index("ix_essay_stage", "course_id", "stage", "submitted_at"),
        Index("ix_essay_question", "question_digest"),
    )

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    question_digest: Mapped[str] = mapped_column(ForeignKey("question_version.digest"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    value: Mapped[dict[str, Any]]
    words: Mapped[int]
    submitted_at: Mapped[datetime]
    stage: Mapped[Stage]
    share: Mapped[Decimal | None] = mapped_column(Share)  # of the points, once complete


class Rating(Base):
    """One marker's levels for one essay; never changed, only followed by another of theirs."""

    __tablename__ = "rating"
    __table_args__ = (
        ForeignKeyConstraint(["attempt_id", "place"], ["essay.attempt_id", "essay.place"]),
        UniqueConstraint("marker_id", "key"),
        Index("ix_rating_essay", "attempt_id", "place", "id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    attempt_id: Mapped[UUID]
    place: Mapped[int]
    marker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    levels: Mapped[list[Any]]  # from 1, for each row of the rubric
    comment: Mapped[str] = mapped_column(Text)
    key: Mapped[str]  # made with the form, so that two clicks are one rating
    at: Mapped[datetime]
