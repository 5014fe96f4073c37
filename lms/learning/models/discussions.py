"""What people say to each other in a course belongs to the discussion of one of its modules."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Discussion(Base):
    """What all runs of a course say in one module; there is none before somebody wrote."""

    __tablename__ = "discussion"
    __table_args__ = (UniqueConstraint("course_id", "module_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_slug: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)  # the course's
    closed_at: Mapped[datetime | None]


class Contribution(Base):
    """A post that opens a thread, or a reply in one; threads are one level deep.

    What its author deletes loses its words and keeps its place, for the sake of the replies.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("author_id", "key"),
        Index("ix_contribution_newest", "discussion_id", "active_at"),
        Index("ix_contribution_thread", "thread_id", "id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    discussion_id: Mapped[int] = mapped_column(ForeignKey("discussion.id"))
    thread_id: Mapped[int | None] = mapped_column(Identity, ForeignKey("contribution.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str]  # made with the form, so that two clicks are one contribution
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    active_at: Mapped[datetime | None]  # of a thread: when something was last said in it
    answer_id: Mapped[int | None] = mapped_column(Identity)  # of a thread: the reply that answers
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    hidden_because: Mapped[str | None] = mapped_column(Text)  # none: it is shown


class ContributionDraft(Base):
    """What somebody is typing for a thread, or for a new one (thread 0).

    What was sent leaves an empty text behind: its stamp tells a late save from a new one.
    """

    __tablename__ = "contribution_draft"

    discussion_id: Mapped[int] = mapped_column(ForeignKey("discussion.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(Identity, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    device: Mapped[str]
    counter: Mapped[int] = mapped_column(Identity)
    saved_at: Mapped[datetime]


class ContributionMark(Base):
    """Up to which contribution a person has read a thread."""

    __tablename__ = "contribution_mark"

    thread_id: Mapped[int] = mapped_column(
        Identity, ForeignKey("contribution.id"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(Identity)
    at: Mapped[datetime]


class ModerationKind(StrEnum):
    HIDDEN = "hidden"
    SHOWN = "shown"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CLOSED = "closed"
    REOPENED = "reopened"


class Moderation(Base):
    """What a leader of a discussion did to it and why; never changed, only followed by another."""

    __tablename__ = "moderation"
    __table_args__ = (Index("ix_moderation_discussion", "discussion_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    discussion_id: Mapped[int] = mapped_column(ForeignKey("discussion.id"))
    contribution_id: Mapped[int | None] = mapped_column(Identity, ForeignKey("contribution.id"))
    kind: Mapped[ModerationKind]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
