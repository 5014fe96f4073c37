"""Panels that set a cut score by the modified Angoff method, and what they decided."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.learning.models import Score

FIRST, FINAL = 1, 2  # rounds


class CutPanel(Base):
    """Judges who rate the questions of one quiz, as it was when the panel was made.

    `definition` says who just about passes, and is written before anybody rates.
    """

    __tablename__ = "cut_panel"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)  # as a quiz names it, `cut: slug`
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_slug: Mapped[str]
    name: Mapped[str]
    definition: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    first_closed_at: Mapped[datetime | None]
    final_closed_at: Mapped[datetime | None]

    @property
    def round(self) -> int | None:
        """Which round is open; none when both are closed."""
        if self.final_closed_at:
            return None
        return FINAL if self.first_closed_at else FIRST

    @property
    def closed_round(self) -> int | None:
        """The latest round whose ratings may be seen."""
        if self.final_closed_at:
            return FINAL
        return FIRST if self.first_closed_at else None


class CutItem(Base):
    """One version of a question that the panel rates."""

    __tablename__ = "cut_item"

    panel_id: Mapped[int] = mapped_column(ForeignKey("cut_panel.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)  # from 1
    question_digest: Mapped[str] = mapped_column(ForeignKey("question_version.digest"))


class CutJudge(Base):
    """Somebody invited to rate; who was taken back before rating stays on record, with the reason.

    Invited again, they are a judge as before.
    """

    __tablename__ = "cut_judge"

    panel_id: Mapped[int] = mapped_column(ForeignKey("cut_panel.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    invited_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)


class CutRating(Base):
    """How many in a hundred who just about pass answer rightly; fixed when its round is closed."""

    __tablename__ = "cut_rating"

    panel_id: Mapped[int] = mapped_column(ForeignKey("cut_panel.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    percent: Mapped[int]
    rated_at: Mapped[datetime]


class Rounding(StrEnum):
    NONE = "none"
    WHOLE = "whole"  # halves up


class CutDecision(Base):
    """What was decided on a panel's ratings; never changed, a later one follows it."""

    __tablename__ = "cut_decision"

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("cut_panel.id"), index=True)
    rated: Mapped[Decimal] = mapped_column(Numeric(9, 4))  # the cut as the judges rated it
    error: Mapped[Decimal] = mapped_column(Numeric(9, 4))  # standard error of the judges' mean
    judges: Mapped[int]
    steps: Mapped[int]  # how many standard errors up or down
    rounding: Mapped[Rounding]
    cut: Mapped[Decimal] = mapped_column(Score)
    reason: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    decided_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]


class Basis(StrEnum):
    """Where an attempt's pass mark came from, where a panel decided on it."""

    ITEMS = "items"  # the ratings of just the questions that were drawn
    PANEL = "panel"  # the panel's own cut, since some of them were never rated
