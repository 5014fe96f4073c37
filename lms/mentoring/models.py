"""Pairs of mentor and mentee, and threads of feedback whose history cannot be rewritten."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Pair(Base):
    """A mentor and a mentee for a period; the grant that opens the mentee's work goes with it."""

    __tablename__ = "pair"
    __table_args__ = (
        Index("ix_pair_mentor", "mentor_id", "until"),
        Index("ix_pair_mentee", "mentee_id", "until"),
        CheckConstraint("mentor_id <> mentee_id", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    goals: Mapped[str] = mapped_column(Text)
    grant_id: Mapped[int] = mapped_column(ForeignKey("grant.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Thread(Base):
    """A conversation on one subject of one person's learning."""

    __tablename__ = "thread"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]  # "assignment": enrolment and module, through all submissions
    subject_id: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # whose work it is
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"))  # none: on no course


class MessageKind(StrEnum):
    FEEDBACK = "feedback"
    ANSWER = "answer"


class Message(Base):
    """Something said; it is never changed, only followed by another."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_thread", "thread_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[MessageKind]
    text: Mapped[str] = mapped_column(Text)
    submission_id: Mapped[str | None]  # the submission that a verdict came with
    at: Mapped[datetime]


class ReadMark(Base):
    """Up to which message a person has read a thread."""

    __tablename__ = "read_mark"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    message_id: Mapped[int] = mapped_column(Identity)
    at: Mapped[datetime]
