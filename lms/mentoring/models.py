"""Pairs of mentor and mentee, and threads of feedback whose history cannot be rewritten."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Pair(Base):
    """A mentor and a mentee for a period; the grant that opens the mentee's work goes with it.

    One that was called off before it began has no day and no grant.
    """

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
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("grant.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Thread(Base):
    """A conversation on one subject of one person's learning."""

    __tablename__ = "thread"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str]  # "assignment": enrolment and module, through all submissions
    subject_id: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # whose work it is
    # Whose it is too: of a group's work, where the person is who handed in first.
    group_id: Mapped[int | None] = mapped_column(ForeignKey("work_group.id"), index=True)
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


class State(StrEnum):
    """How a proposal stands; that an agreed pair has not begun or is over follows from its days."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # the mentee found another mentor first
    ENDED = "ended"  # before its time


class Proposer(StrEnum):
    """As what somebody proposed a pair."""

    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    MENTOR = "mentor"
    MENTEE = "mentee"
    OPERATOR = "operator"  # at the server


class Proposal(Base):
    """What was asked of a mentor and a mentee; its state moves on, its words and days stay.

    Every move is a step, and a pair that both agreed to is named.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index("ix_proposal_agency", "agency_id", "state"),
        Index("ix_proposal_mentor", "mentor_id", "state"),
        Index("ix_proposal_mentee", "mentee_id", "state"),
        Index(
            "uq_proposal_waiting",
            "mentor_id",
            "mentee_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        CheckConstraint("mentor_id <> mentee_id", name="two_people"),
        CheckConstraint("until IS NULL OR until > since", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    goals: Mapped[str] = mapped_column(Text)
    proposed_as: Mapped[Proposer]
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[State]
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"), unique=True)


class StepKind(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"  # by one side
    BEGAN = "began"  # by the last of them: the pair was made
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    ENDED = "ended"


class PairStep(Base):
    """One step on the way of a pair; never changed, only followed by another."""

    __tablename__ = "pair_step"
    __table_args__ = (Index("ix_pair_step_proposal", "proposal_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    kind: Mapped[StepKind]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the system
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class MentorPlaces(Base):
    """How many people a mentor said they can follow; the last row counts, the others stay."""

    __tablename__ = "mentor_places"
    __table_args__ = (Index("ix_mentor_places_mentor", "mentor_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    places: Mapped[int]
    at: Mapped[datetime]
