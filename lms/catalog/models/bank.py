"""The bank: where each question stands, what it was before, who draws it, what is stopped.

Question versions never change; these tables say which of them is current, and since when.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Origin(StrEnum):
    """Where a text came from: the current one of a topic, or that of a revision."""

    FOLDER = "folder"
    IMPORT = "import"
    BROWSER = "browser"


class QuestionState(StrEnum):
    IN_USE = "in_use"
    STOPPED = "stopped"  # no longer drawn, for a while
    RETIRED = "retired"  # no longer drawn, for good


class BankTopic(Base):
    """A file of `bank/` as it is now."""

    __tablename__ = "bank_topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    title: Mapped[str]
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))
    origin: Mapped[Origin]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class QuestionPlace(Base):
    """Where a question stands today, in a topic or in a course's quiz, with what lists show of it.

    What is copied from its current version makes the list fast; `text` is folded for searching.
    """

    __tablename__ = "question_place"
    __table_args__ = (
        Index("ix_question_place_topic", "topic_id", "position"),
        Index("ix_question_place_course", "course_id", "module_slug", "position"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("question_version.digest"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("bank_topic.id"))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"))
    module_slug: Mapped[str | None]
    position: Mapped[int]  # from 1, in its file
    type: Mapped[str]
    competency_code: Mapped[str | None]
    level: Mapped[int | None]
    topic: Mapped[str]  # its tag
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[QuestionState]  # of its current version, as the stops have it
    since: Mapped[datetime]  # when this version became current


class QuestionChange(Base):
    """A version that became current, or that the question was taken out; only ever added to."""

    __tablename__ = "question_change"
    __table_args__ = (Index("ix_question_change_key", "key", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    key: Mapped[str]
    digest: Mapped[str | None] = mapped_column(ForeignKey("question_version.digest"))
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class QuestionUse(Base):
    """That a quiz of a course's current revision may ask this version."""

    __tablename__ = "question_use"
    __table_args__ = (Index("ix_question_use_key", "key"),)

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("question_version.digest"))


class QuestionStop(Base):
    """That a question was stopped, retired or allowed again; only ever added to.

    The latest row that speaks of a version, by its digest or of all by none, is in force for it.
    """

    __tablename__ = "question_stop"
    __table_args__ = (Index("ix_question_stop_key", "key", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    key: Mapped[str]
    digest: Mapped[str | None] = mapped_column(ForeignKey("question_version.digest"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[QuestionState]
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
