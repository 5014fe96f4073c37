"""Exports that are too large to wait for: a job prepares the file, which is kept for some days."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class ExportState(StrEnum):
    MAKING = "making"
    READY = "ready"
    REFUSED = "refused"  # `fault` says why
    REMOVED = "removed"


class PreparedExport(Base):
    """Rows of the register, or people with their JP, as a file that is made for one person."""

    __tablename__ = "prepared_export"
    __table_args__ = (Index("ix_prepared_export_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    of: Mapped[str]  # register or fulfilment
    form: Mapped[str]  # of exporting.SHAPES; people with their JP are CSV
    bom: Mapped[bool]
    sort: Mapped[str]  # of people with their JP
    filters: Mapped[dict[str, Any]]  # of Wanted or Among; forgotten with the file
    scope: Mapped[dict[str, Any]]  # whose rows the file holds
    state: Mapped[ExportState] = mapped_column(default=ExportState.MAKING)
    done: Mapped[int] = mapped_column(default=0)  # rows
    total: Mapped[int]
    fault: Mapped[str] = mapped_column(Text, default="")  # as `to_keep` writes a sentence
    ended_at: Mapped[datetime | None]
