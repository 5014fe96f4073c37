"""An import of a roster: what each row of a file changes, kept so that it can be taken back."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.identity.models import PostLevel, StaffKind


class ImportState(StrEnum):
    READING = "reading"
    ASKING = "asking"  # which column holds what
    READY = "ready"  # the dry run is done; nobody is touched yet
    KEEPING = "keeping"
    KEPT = "kept"
    UNDOING = "undoing"
    UNDONE = "undone"
    REFUSED = "refused"  # the file as a whole; `fault` says why


class Kind(StrEnum):
    """What a row does, by the weightiest of it; a person may be moved and renamed in one."""

    ADDED = "added"
    RETURNED = "returned"  # had an account, and is taken in again
    RETIRED = "retired"
    RENUMBERED = "renumbered"
    PLACED = "placed"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"  # only counted
    BAD = "bad"


class RosterImport(Base):
    """One file that an officer brought, from its upload to its end or its undoing."""

    __tablename__ = "roster_import"
    __table_args__ = (Index("ix_roster_import_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: by command
    at: Mapped[datetime]
    name: Mapped[str]
    file_digest: Mapped[str]
    day: Mapped[date]  # from which a change counts where the row names no day
    create: Mapped[bool] = mapped_column(default=False)  # units and posts that are not there yet
    names: Mapped[list[Any]] = mapped_column(default=list)  # of the file's columns
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field to place
    state: Mapped[ImportState] = mapped_column(default=ImportState.READING)
    done: Mapped[int] = mapped_column(default=0)  # rows
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # rows by kind
    fault: Mapped[str] = mapped_column(Text, default="")  # as `to_keep` writes a sentence
    ended_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]  # when the file and its bad rows were


class RosterChange(Base):
    """What one row changes of one person, with what was before; or why it cannot."""

    __tablename__ = "roster_change"
    __table_args__ = (Index("ix_roster_change_kind", "import_id", "kind", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("roster_import.id"))
    row: Mapped[int]
    kind: Mapped[Kind]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    nip: Mapped[str]
    old_nip: Mapped[str]
    name: Mapped[str]
    old_name: Mapped[str]
    email: Mapped[str | None]
    old_email: Mapped[str | None]
    staff_kind: Mapped[StaffKind | None]
    old_staff_kind: Mapped[StaffKind | None]
    contract_start: Mapped[date | None]
    old_contract_start: Mapped[date | None]
    placed: Mapped[bool]  # from `since` on at this unit and post
    unit_id: Mapped[int | None]  # no foreign keys: what is taken back may go
    unit_key: Mapped[str]  # of one that the import makes
    post_id: Mapped[int | None]
    post_key: Mapped[str]
    rank_group: Mapped[str]
    since: Mapped[date | None]
    membership_id: Mapped[int | None]  # the place that ends by it
    membership_until: Mapped[date | None]  # when that was to end anyhow
    reasons: Mapped[list[Any]]
    cells: Mapped[list[Any]]  # of a bad row, to be mended
    stays: Mapped[str] = mapped_column(default="")  # why an undoing passed it over


class RosterPlace(Base):
    """A unit or a post that a file names and the agency has not."""

    __tablename__ = "roster_place"
    __table_args__ = (UniqueConstraint("import_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("roster_import.id"))
    kind: Mapped[str]  # unit or post
    key: Mapped[str]
    name: Mapped[str]
    code: Mapped[str]
    parent_id: Mapped[int | None]
    parent_key: Mapped[str]
    level: Mapped[PostLevel | None]
    made_id: Mapped[int | None]


class RosterColumn(Base):
    """What a column of this name holds, as an officer of the agency said it last."""

    __tablename__ = "roster_column"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str]  # empty: nothing that we take
