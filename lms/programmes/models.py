"""A programme is followed by one of its curricula; what is changed is a new curriculum.

So whoever began goes on by the one they chose, and what they earned stays.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base


class Programme(Base):
    """Several courses of one agency's catalogue, to be taken in an order."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    closed_at: Mapped[datetime | None]  # who is in it goes on; nobody new comes


class Curriculum(Base):
    """The courses of a programme as they were put in order once; never changed."""

    __tablename__ = "curriculum"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who made it
    at: Mapped[datetime]


class Stage(Base):
    """One course of a curriculum; after a required one, the next opens when it is completed."""

    __tablename__ = "stage"

    curriculum_id: Mapped[int] = mapped_column(ForeignKey("curriculum.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    required: Mapped[bool]


class Journey(Base):
    """A person's way through a programme."""

    __tablename__ = "journey"
    __table_args__ = (
        Index("ix_journey_person", "person_id", "programme_id"),
        Index(
            "uq_journey_open",
            "programme_id",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    curriculum_id: Mapped[int] = mapped_column(ForeignKey("curriculum.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # the person's
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Arrival(Base):
    """A journey came to its end: all that its curriculum requires is completed; never changed."""

    __tablename__ = "arrival"

    journey_id: Mapped[int] = mapped_column(ForeignKey("journey.id"), primary_key=True)
    curriculum_id: Mapped[int] = mapped_column(ForeignKey("curriculum.id"))
    at: Mapped[datetime]
