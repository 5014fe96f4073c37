"""A mandate obliges whoever meets its rule to take a course; each of them has a duty."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class MandateState(StrEnum):
    DRAFT = "draft"  # obliges nobody; the only one that can be changed or deleted
    BINDING = "binding"
    ENDED = "ended"


class Mandate(Base):
    """A course that people of one agency must take, and until when.

    A duty counts only while its mandate binds, so that ending one, and undoing that, is one row.
    """

    __tablename__ = "mandate"
    __table_args__ = (
        Index("ix_mandate_agency", "agency_id", "state"),
        Index("ix_mandate_course", "course_id", "state"),
        CheckConstraint("(due_on IS NULL) <> (due_days IS NULL)", name="one_due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    title: Mapped[str]
    legal_basis: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    due_days: Mapped[int | None]  # after the day on which somebody meets the rule
    fresh_months: Mapped[int | None]  # how old a completion may be to count; none: any age
    state: Mapped[MandateState]
    version: Mapped[int]  # of the draft, so that what binds is what was looked at
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    bound_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    bound_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class CriterionKind(StrEnum):
    UNIT = "unit"  # with all below it
    POST_LEVEL = "post_level"
    POST = "post"
    RANK_GROUP = "rank_group"
    STAFF_KIND = "staff_kind"


class Criterion(Base):
    """One value that a rule asks for: any of a kind is enough, and every kind given is asked."""

    __tablename__ = "mandate_criterion"

    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id"), primary_key=True)
    kind: Mapped[CriterionKind] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class MandateStepKind(StrEnum):
    BOUND = "bound"
    ENDED = "ended"
    RESUMED = "resumed"  # its end was undone


class MandateStep(Base):
    """What was done with a mandate, by whom and why; never changed."""

    __tablename__ = "mandate_step"
    __table_args__ = (Index("ix_mandate_step_mandate", "mandate_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id"))
    kind: Mapped[MandateStepKind]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class DutyState(StrEnum):
    OPEN = "open"
    DONE = "done"
    EXEMPT = "exempt"
    RELEASED = "released"  # the person no longer meets the rule


class Duty(Base):
    """What one person must do by a mandate, once however often they come and go."""

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("mandate_id", "person_id"),
        Index("ix_duty_person", "person_id", "state"),
        Index("ix_duty_mandate", "mandate_id", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandate.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[DutyState]
    began_on: Mapped[date]
    due_on: Mapped[date]  # the last day
    counts_from: Mapped[date | None]  # a completion of an earlier day does not count
    done_on: Mapped[date | None]


class DutyStepKind(StrEnum):
    DONE = "done"
    RELEASED = "released"
    RETURNED = "returned"
    EXEMPTED = "exempted"
    OBLIGED_AGAIN = "obliged-again"
    POSTPONED = "postponed"


class DutyStep(Base):
    """What became of a duty after it began, through whom and why; never changed."""

    __tablename__ = "duty_step"
    __table_args__ = (Index("ix_duty_step_duty", "duty_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    kind: Mapped[DutyStepKind]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the system
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    detail: Mapped[dict[str, Any]]


class Reminder(Base):
    """One thing that somebody was told of a duty, about one day; the key says it is told once."""

    __tablename__ = "reminder"

    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), primary_key=True)
    about: Mapped[date] = mapped_column(primary_key=True)  # when it is due, or began
    occasion: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Digest(Base):
    """That the head of a unit was told of a week's late duties."""

    __tablename__ = "digest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)  # its Monday
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    at: Mapped[datetime]
