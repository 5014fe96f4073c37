"""Figures that take long to work out, kept with the moment of which they tell."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base

Shown = Numeric(5, 4)  # as exact as a list shows it


class KeptAnalysis(Base):
    """The item analysis of a quiz with many answers, as a job worked it out."""

    __tablename__ = "kept_analysis"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(primary_key=True)
    counted: Mapped[str] = mapped_column(primary_key=True)  # which attempts: a Counted
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # the course's owner
    asked_at: Mapped[datetime]
    computed_at: Mapped[datetime | None]
    body: Mapped[dict[str, Any] | None]


class KeptFigures(Base):
    """What the list of the bank shows of a version, over all quizzes that asked it."""

    __tablename__ = "kept_figures"

    question_digest: Mapped[str] = mapped_column(
        ForeignKey("question_version.digest"), primary_key=True
    )
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # whose question it is
    asked: Mapped[int]
    facility: Mapped[Decimal | None] = mapped_column(Shown)
    rest: Mapped[Decimal | None] = mapped_column(Shown)
    flags: Mapped[list[Any]]
    computed_at: Mapped[datetime]
