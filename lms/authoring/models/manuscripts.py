"""A manuscript (naskah) is a content folder in the database: the same files, the same grammar."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class ManuscriptState(StrEnum):
    WRITING = "writing"
    REFEREED = "refereed"  # with the referees, who have not decided
    APPROVED = "approved"  # as it stands; any change makes it WRITING again
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
    copied_from: Mapped[str | None]  # the slug of the course that it was made from
    copied_number: Mapped[int | None]  # the revision; none: of what was being written


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


class ManuscriptVersion(Base):
    """A text that was replaced, until nobody can still be writing on top of it."""

    __tablename__ = "manuscript_version"

    file_id: Mapped[int] = mapped_column(ForeignKey("manuscript_file.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # the version that the file had
    packed: Mapped[bytes] = mapped_column(LargeBinary)  # by zlib
    at: Mapped[datetime]  # when it was replaced


class StepKind(StrEnum):
    SUBMITTED = "submitted"
    RECALLED = "recalled"  # by those who wrote it
    EDITED = "edited"  # so that nobody decides on a text that changes
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    FAILED = "failed"  # did not publish at its hour; `note` says why
    PUBLISHED = "published"


class ManuscriptStep(Base):
    """A step on a manuscript's way to a revision; only ever added."""

    __tablename__ = "manuscript_step"
    __table_args__ = (Index("ix_manuscript_step_manuscript_id", "manuscript_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    manuscript_id: Mapped[int] = mapped_column(ForeignKey("manuscript.id"))
    kind: Mapped[StepKind]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: the clock
    note: Mapped[str] = mapped_column(Text)
    seal: Mapped[str]  # of all files as they were
    due_at: Mapped[datetime | None]  # of what was scheduled
    at: Mapped[datetime]


class RefereeRule(Base):
    """Whether a course demands that another person approves it; the last row counts."""

    __tablename__ = "referee_rule"
    __table_args__ = (Index("ix_referee_rule_course_slug", "course_slug", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    course_slug: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    two_people: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Remark(Base):
    """What somebody says of a paragraph or a question of a module, or answers there."""

    __tablename__ = "remark"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index("ix_remark_file_id", "file_id", "id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("manuscript_file.id"))
    first_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id"))  # what it answers
    version: Mapped[int]  # of the file that the person saw
    position: Mapped[int]  # of the paragraph there, from 1; 0: the module as a whole
    question: Mapped[str | None]  # the identifier, of a remark on a question
    quote: Mapped[str] = mapped_column(Text)  # the paragraph's text as it was
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str]  # made with the form, so that two clicks are one remark
    at: Mapped[datetime]


class RemarkSettling(Base):
    """A thread of remarks is settled or opened again; the last row counts."""

    __tablename__ = "remark_settling"
    __table_args__ = (Index("ix_remark_settling_remark_id", "remark_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id"))
    settled: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
