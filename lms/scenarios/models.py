"""A walk through a scenario, move by move; what was chosen is only ever added to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Walk(Base):
    """One try of one person, on the text that it was begun on."""

    __tablename__ = "walk"
    __table_args__ = (Index("ix_walk_enrolment", "enrolment_id", "module_slug"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    module_slug: Mapped[str]  # as it was called then
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))
    begun_at: Mapped[datetime]
    end: Mapped[str | None]  # good, fair or poor, once it is reached
    ended_at: Mapped[datetime | None]


class WalkMove(Base):
    """A choice by its place in the scene from 0, or none: a step back. Never changed."""

    __tablename__ = "walk_move"

    walk_id: Mapped[int] = mapped_column(ForeignKey("walk.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    choice: Mapped[int | None]
    at: Mapped[datetime]
