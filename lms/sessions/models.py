"""A place at a meeting is taken and given back; what is said of who was there is only added to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Seat(Base):
    """A place that somebody has at a meeting with few of them."""

    __tablename__ = "seat"
    __table_args__ = (Index("ix_seat_meeting", "course_id", "module_slug"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    taken_at: Mapped[datetime]


class Means(StrEnum):
    LIST = "list"  # somebody who leads the course marked it
    CODE = "code"  # the person themself, with the code on the screen


class Attendance(Base):
    """What was said of one person at one meeting; never changed, the latest counts."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_enrolment", "enrolment_id", "module_slug", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    module_slug: Mapped[str]  # as it was called then
    present: Mapped[bool | None]  # none: what was said before is taken back
    means: Mapped[Means]
    marked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
