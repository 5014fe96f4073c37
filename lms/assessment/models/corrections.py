"""What was wrong with the key of a question, and what mending it did to each attempt."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.assessment.models.attempts import Points
from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.learning.models import Score


class KeyCorrection(Base):
    """How one version of a question is marked from now on; the latest one holds.

    `change` is {"kind": "right", "right": [number of each right option]},
    {"kind": "accepted", "accepted": [as the question's content has them]},
    {"kind": "pairs", "right": [right side of each left one]},
    {"kind": "order", "steps": [their numbers in the right order]},
    {"kind": "weights", "weights": [of each option]},
    {"kind": "gaps", "gaps": [{"right": number} or {"accepted": [...]} of each gap]},
    {"kind": "everybody"} or {"kind": "nobody"}: full points for all, or left out.
    """

    __tablename__ = "key_correction"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_key_correction_question", "question_digest", "id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    question_digest: Mapped[str] = mapped_column(ForeignKey("question_version.digest"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # of who corrected
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    change: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text)
    key: Mapped[str]  # made with the form, so that two clicks are one correction
    at: Mapped[datetime]

    @property
    def job_key(self) -> str:
        """By which the job that marks anew is found."""
        return f"assessment.regrade:{self.id}"


class Regrading(Base):
    """What one correction did to one attempt; `score` is none while essays wait."""

    __tablename__ = "regrading"
    __table_args__ = (
        UniqueConstraint("correction_id", "attempt_id"),
        Index("ix_regrading_attempt", "attempt_id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    correction_id: Mapped[int] = mapped_column(Identity, ForeignKey("key_correction.id"))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"))
    points_before: Mapped[Decimal] = mapped_column(Points)  # of the question
    points_after: Mapped[Decimal] = mapped_column(Points)
    score_before: Mapped[Decimal | None] = mapped_column(Score)
    score_after: Mapped[Decimal | None] = mapped_column(Score)
    passed_before: Mapped[bool | None]
    passed_after: Mapped[bool | None]
    at: Mapped[datetime]
