"""A reply to a survey belongs to an enrolment; its answers are kept by the question's identifier.

A reply knows who sent it, so that it can be changed and counted once. What reads replies for
others (`queries.results`) asks for no person.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.database import Base


class Reply(Base):
    """One person's answers to the survey of one run, as they last stood."""

    __tablename__ = "survey_reply"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "module_slug"),
        Index("ix_survey_reply_module", "course_id", "module_slug", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    module_slug: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))  # its questions
    sent_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]


class ReplyAnswer(Base):
    """What a reply says to one question: a point or an option counted from 1, or a text."""

    __tablename__ = "survey_answer"

    reply_id: Mapped[int] = mapped_column(ForeignKey("survey_reply.id"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)  # its identifier
    number: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(Text)
