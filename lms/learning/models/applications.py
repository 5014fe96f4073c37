"""Somebody asks for a place in a run and waits: for an answer, then perhaps in line for a place.

The steps of an application are only ever added to; its state says where they have led.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base

OPEN = "state IN ('asked', 'queued')"


class ApplicationState(StrEnum):
    ASKED = "asked"  # waits for an answer
    QUEUED = "queued"  # on the waiting list
    GIVEN = "given"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"  # the person came in another way, or may no longer come


class Application(Base):
    """A person waits for one run of a course at a time."""

    __tablename__ = "application"
    __table_args__ = (
        Index("ix_application_run", "run_id", "state", "turn"),
        Index("ix_application_person", "person_id", "course_id", "id"),
        Index(
            "uq_application_open",
            "course_id",
            "person_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # the person's
    state: Mapped[ApplicationState]
    reason: Mapped[str] = mapped_column(Text)  # why the person asks; empty where nobody wants it
    asked_at: Mapped[datetime]
    turn: Mapped[int | None]  # in the waiting list of its run, counted up and never given twice
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True)


class ApplicationStepKind(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    QUEUED = "queued"
    GIVEN = "given"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


class ApplicationStep(Base):
    """What happened to an application, by whom (none: by itself) and why."""

    __tablename__ = "application_step"
    __table_args__ = (Index("ix_application_step_application", "application_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    application_id: Mapped[int] = mapped_column(Identity, ForeignKey("application.id"))
    kind: Mapped[ApplicationStepKind]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
