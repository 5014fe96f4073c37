"""A course is offered in runs; an enrolment belongs to a run; progress to enrolment and module."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base

Score = Numeric(5, 2)  # percent, 0 to 100


class Approval(StrEnum):
    """Who says yes before somebody comes into a run."""

    OPEN = "open"  # nobody need
    LEADERS = "leaders"  # of the course
    HEAD = "head"  # of the unit where the person works


class Run(Base):
    """One offering of a course: open and self-paced by default, or dated with places."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    number: Mapped[int]  # angkatan
    name: Mapped[str]
    self_paced: Mapped[bool]
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]
    enrol_until: Mapped[date | None]  # none: as long as it is open
    withdraw_until: Mapped[date | None]  # afterwards only its leaders let somebody go
    approval: Mapped[Approval] = mapped_column(default=Approval.OPEN, server_default="open")
    places: Mapped[int | None]
    partner: Mapped[str | None]
    cost: Mapped[int | None]  # rupiah a person


class EnrolmentState(StrEnum):
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class Enrolment(Base):
    """A person's way through one run; repeating a course is a new one."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("ix_enrolment_course_person", "course_id", "person_id"),
        Index("ix_enrolment_person", "person_id", "enrolled_at", "state"),
        Index("ix_enrolment_agency", "agency_id", "enrolled_at"),
        Index(
            "uq_enrolment_active",
            "course_id",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[EnrolmentState] = mapped_column(default=EnrolmentState.ACTIVE)
    enrolled_at: Mapped[datetime]
    assigned_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]  # completed or withdrawn
    place_slug: Mapped[str | None]  # where reading stopped
    place_anchor: Mapped[str | None]
    place_at: Mapped[datetime | None]


class Progress(Base):
    """How far one person is in one module; a done one is undone only with an attendance."""

    __tablename__ = "progress"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    score: Mapped[Decimal | None] = mapped_column(Score)
    detail: Mapped[dict[str, Any]]  # what the module's kind wants to say about it


class Withdrawal(Base):
    """Who took somebody else out of a run, and why; nobody writes of their own leaving."""

    __tablename__ = "withdrawal"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
