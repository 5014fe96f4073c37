"""A file that somebody brought to the bank, from its upload to the questions that it gave."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class ImportState(StrEnum):
    READING = "reading"  # the dry run is under way
    READY = "ready"  # every question was looked at; nothing is in the bank yet
    KEEPING = "keeping"
    KEPT = "kept"
    REFUSED = "refused"  # the file as a whole; `fault` says why


class QuestionImport(Base):
    """One upload. The file and the report of every question lie in the file store."""

    __tablename__ = "question_import"
    __table_args__ = (Index("ix_question_import_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    name: Mapped[str]  # of the file, as it was sent
    file_digest: Mapped[str]
    topic: Mapped[str]
    title: Mapped[str]
    format: Mapped[str]
    competency: Mapped[str]
    level: Mapped[int | None]
    own_rule: Mapped[bool]
    state: Mapped[ImportState] = mapped_column(default=ImportState.READING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    fresh: Mapped[int] = mapped_column(default=0)  # new in the bank
    again: Mapped[int] = mapped_column(default=0)  # there already
    refused: Mapped[int] = mapped_column(default=0)
    report_digest: Mapped[str] = mapped_column(default="")
    fault: Mapped[str] = mapped_column(Text, default="")  # as `to_keep` writes a sentence
    ended_at: Mapped[datetime | None]  # when it was read, or put into the bank, or refused
    removed_at: Mapped[datetime | None]  # when its file and its report were
