"""A course points to its current revision; a revision is a list of pointers to documents.

Documents, question versions and media are kept by digest and never change, so revisions share
what did not change, and what a person did under an old revision can always be shown again.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from lms.catalog.models.bank import Origin
from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Course(Base):
    """A course by its slug; what the catalogue lists is copied from the current revision."""

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)  # the owner
    revision_id: Mapped[int | None]  # no foreign key: it and revision.course_id would be a circle
    title: Mapped[str]
    summary: Mapped[str]
    theme: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    jp: Mapped[int]
    form_code: Mapped[int]
    review_by: Mapped[date | None]
    archived_at: Mapped[datetime | None]
    # Triggers count up whenever something is changed that the catalogue shows: the sum over all
    # courses tells whether what a process keeps of the catalogue is still so.
    changes: Mapped[int] = mapped_column(default=0, server_default="0", index=True)


class CourseShare(Base):
    """An agency whose people may take a course that another agency owns."""

    __tablename__ = "course_share"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    since: Mapped[datetime]


class ShareStep(Base):
    """That a share was given or taken back, and why; only ever added to."""

    __tablename__ = "share_step"
    __table_args__ = (
        Index("ix_share_step_course_id", "course_id", "agency_id"),
        Index("ix_share_step_agency_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # whose people may take it
    given: Mapped[bool]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # none: at the server
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class CourseCompetency(Base):
    """A competency and level that the current revision says the course builds."""

    __tablename__ = "course_competency"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    competency_code: Mapped[str] = mapped_column(ForeignKey("competency.code"), primary_key=True)
    level: Mapped[int]


class Document(Base):
    """One file of a course: its source bytes, its HTML made once, and the facts read from it.

    `digest` covers the kind, the source and every address that the HTML resolved.
    """

    __tablename__ = "document"

    digest: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]  # "course" or a module kind
    source: Mapped[bytes] = mapped_column(LargeBinary)
    html: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]]


class Revision(Base):
    """What learners read from one moment to the next."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    number: Mapped[int]
    digest: Mapped[str]  # of the pointers: the same folder published twice is one revision
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))  # course.md
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    origin: Mapped[Origin] = mapped_column(default=Origin.FOLDER, server_default="folder")
    in_folder: Mapped[bool] = mapped_column(default=False, server_default=false())  # came back so


class RevisionModule(Base):
    """The module at one position of a revision."""

    __tablename__ = "revision_module"
    __table_args__ = (UniqueConstraint("revision_id", "slug"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)  # from 1
    slug: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    file_name: Mapped[str]
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))


class RevisionMedia(Base):
    """A file that a revision's pages show; its bytes lie in the file store."""

    __tablename__ = "revision_media"
    __table_args__ = (Index("ix_revision_media_digest", "file_digest"),)

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)  # "media/alur.svg"
    file_digest: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]


class Renaming(Base):
    """A module's old slug (`was:` in its front matter); progress is carried over."""

    __tablename__ = "renaming"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    old_slug: Mapped[str] = mapped_column(primary_key=True)
    new_slug: Mapped[str]


class QuestionVersion(Base):
    """One wording of a question: statistics belong to it, attempts end with those they drew.

    `content` is what a page shows and marking needs; its shape for each type is written in
    `lms.catalog.reading.shapes`.
    """

    __tablename__ = "question_version"
    __table_args__ = (Index("ix_question_version_key", "key"),)

    digest: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]  # "<course slug or bank>#<identifier>", the same through all wordings
    type: Mapped[str]
    competency_code: Mapped[str | None]
    level: Mapped[int | None]
    topic: Mapped[str]
    points: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]]
