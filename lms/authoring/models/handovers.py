"""Who writes a course is a grant; a handover is the way by which an author comes to have it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class HandoverState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RECALLED = "recalled"  # by those who offered it


class Handover(Base):
    """A course offered to another author, who writes it only after accepting."""

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "uq_handover_waiting",
            *("agency_id", "course_slug", "person_id"),
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_handover_person_id", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    course_slug: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    offered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    leaves: Mapped[bool]  # whether who offers it stops writing it
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    state: Mapped[HandoverState] = mapped_column(default=HandoverState.WAITING)
    answered_at: Mapped[datetime | None]
