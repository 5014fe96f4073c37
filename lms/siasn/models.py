"""What SIASN must be told, and what it answered.

Rules are only added to: the newest that has begun counts. An entry is what SIASN holds, or may
hold, of one completed enrolment; its steps are never changed.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class AgencyRule(Base):
    """How an agency is known to SIASN, and how fast it sends; the newest counts."""

    __tablename__ = "siasn_agency"
    __table_args__ = (
        Index("ix_siasn_agency_agency", "agency_id", "id"),
        CheckConstraint("a_minute BETWEEN 1 AND 600", name="a_minute"),
        CheckConstraint("faults BETWEEN 1 AND 100", name="faults"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    instansi_id: Mapped[str]
    organiser: Mapped[str]  # instead of the register's; empty: as it stands there
    location_id: Mapped[str]  # empty: is left out
    a_minute: Mapped[int]  # requests, over all workers
    faults: Mapped[int]  # of the server, one after the other, until sending stops
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class FormRule(Base):
    """The kind of training (jenis diklat) and letter by which SIASN knows a form, from a day on."""

    __tablename__ = "siasn_form"
    __table_args__ = (Index("ix_siasn_form_agency", "agency_id", "form_code", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    form_code: Mapped[int] = mapped_column(ForeignKey("development_form.code"))
    type_code: Mapped[int]
    letter: Mapped[str]
    since: Mapped[date]
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class CourseRule(Base):
    """What SIASN knows one course by, where its form does not say enough; the newest counts."""

    __tablename__ = "siasn_course"
    __table_args__ = (Index("ix_siasn_course_agency", "agency_id", "course_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    type_code: Mapped[int | None]  # none: by its form
    structural_id: Mapped[str]  # latihanStrukturalId; structural leadership alone has one
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class SiasnPerson(Base):
    """The identifier (pnsOrangId) by which SIASN knows somebody."""

    __tablename__ = "siasn_person"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # whose officers brought it
    orang_id: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]  # "file" or "siasn"
    at: Mapped[datetime]


class SendingState(StrEnum):
    RUNNING = "running"
    STOPPED = "stopped"  # by itself; `fault` says why
    CANCELLED = "cancelled"
    DONE = "done"


class Sending(Base):
    """Records that an officer chose to be sent together."""

    __tablename__ = "siasn_sending"
    __table_args__ = (Index("ix_siasn_sending_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    total: Mapped[int]
    state: Mapped[SendingState]
    fault: Mapped[str] = mapped_column(Text, default="")  # as `kept` keeps a sentence
    ended_at: Mapped[datetime | None]


class EntryState(StrEnum):
    NEW = "new"  # SIASN has nothing of it
    SENDING = "sending"  # the intent is kept; whether it was heard is not known yet
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # it was sent, and no answer came
    REMOVED = "removed"  # an officer took it out of SIASN by hand


class Entry(Base):
    """What SIASN holds, or may hold, of one completed enrolment; corrections keep it."""

    __tablename__ = "siasn_entry"
    __table_args__ = (
        Index("ix_siasn_entry_agency", "agency_id", "state"),
        Index("ix_siasn_entry_sending", "sending_id"),
    )

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[EntryState]
    version: Mapped[int] = mapped_column(default=0)  # counted up whenever somebody takes it
    sending_id: Mapped[int | None] = mapped_column(ForeignKey("siasn_sending.id"))  # waits there
    tries: Mapped[int] = mapped_column(default=0)  # within that sending
    siasn_id: Mapped[str] = mapped_column(default="")
    completion_id: Mapped[UUID | None] = mapped_column(ForeignKey("completion.id"))  # as sent
    number: Mapped[str] = mapped_column(default="")  # of the certificate, as sent
    sent: Mapped[dict[str, Any]]
    taken_at: Mapped[datetime | None]  # for the request that may have been heard


class StepKind(StrEnum):
    CHOSEN = "chosen"
    SENT = "sent"
    ACCEPTED = "accepted"
    FOUND = "found"  # SIASN had it already; its id was adopted
    REFUSED = "refused"
    UNKNOWN = "unknown"
    PUT_OFF = "put_off"  # nothing was written
    SUPERSEDED = "superseded"  # what was sent before is replaced by what comes
    BY_HAND = "by_hand"
    REMOVED = "removed"
    LEFT = "left"  # its sending was cancelled


class EntryStep(Base):
    """What was done with an entry, and what SIASN said; only ever added to."""

    __tablename__ = "siasn_step"
    __table_args__ = (Index("ix_siasn_step_entry", "enrolment_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("siasn_entry.enrolment_id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    sending_id: Mapped[int | None] = mapped_column(ForeignKey("siasn_sending.id"))
    kind: Mapped[StepKind]
    said: Mapped[str] = mapped_column(Text)  # by SIASN or an officer; as `kept` keeps a sentence
    siasn_id: Mapped[str]
    sent: Mapped[dict[str, Any]]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the system
    at: Mapped[datetime]


class Pace(Base):
    """When an agency's next request may go out, over all workers."""

    __tablename__ = "siasn_pace"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    next_at: Mapped[datetime]
