"""A notice, and who is told it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Notice(Base):
    """What was told, once for all who were told it."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("author_id", "key"),
        Index("ix_notice_course_slug", "course_slug", "id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str]  # of the form, so that a double click tells it once
    course_slug: Mapped[str]  # what it is about
    audience: Mapped[str]  # as `kept` writes a sentence
    title: Mapped[str]
    text: Mapped[str]  # plain
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Receipt(Base):
    """One person who was told."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_person_id", "person_id", "notice_id"),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]  # also where the address took no letter
