"""A manuscript (naskah) is a content folder in the database: the same files, the same grammar."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class ManuscriptState(StrEnum):
    WRITING = "writing"
    PUBLISHED = "published"
    DISCARDED = "discarded"


OVER = (ManuscriptState.PUBLISHED, ManuscriptState.DISCARDED)  # in every other state it is open
_OPEN = text("state NOT IN ('published', 'discarded')")


class Manuscript(Base):
    """What the authors of a course write together; a course has at most one that is open."""

    __tablename__ = "manuscript"
    __table_args__ = (
        Index(
            "uq_manuscript_open",
            "course_slug",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_manuscript_agency", "agency_id", "state"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    course_slug: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    base_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))  # none: new
    state: Mapped[ManuscriptState] = mapped_column(default=ManuscriptState.WRITING)
    title: Mapped[str]  # as course.md says it, for lists
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    over_at: Mapped[datetime | None]
    over_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))  # what it became


class ManuscriptFile(Base):
    """One file as it is now; `version` grows with each change, and a save names the one it saw.

    A module keeps its row when its number, and so its path, changes.
    """

    __tablename__ = "manuscript_file"
    __table_args__ = (
        Index(
            "uq_manuscript_file_path",
            "manuscript_id",
            "path",
            unique=True,
            sqlite_where=text("NOT gone"),
            postgresql_where=text("NOT gone"),
        ),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    manuscript_id: Mapped[int] = mapped_column(ForeignKey("manuscript.id"))
    path: Mapped[str]  # in the course's folder: "course.md", "01-loket.md", "media/alur.svg"
    version: Mapped[int] = mapped_column(default=1)
    source: Mapped[bytes | None] = mapped_column(LargeBinary)  # of a text
    file_digest: Mapped[str | None]  # of media
    gone: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the base's own


class ManuscriptEdit(Base):
    """What a file was at one version; what one person saves within minutes is one edit."""

    __tablename__ = "manuscript_edit"
    __table_args__ = (UniqueConstraint("file_id", "number"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("manuscript_file.id"))
    number: Mapped[int]  # the file's version
    path: Mapped[str]
    source: Mapped[bytes | None] = mapped_column(LargeBinary)
    file_digest: Mapped[str | None]
    gone: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    at: Mapped[datetime]
