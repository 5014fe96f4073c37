"""Written work: its draft, what was handed in, and the review that it got; alone or in groups."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.learning.models import Score


class Draft(Base):
    """Written work as it was last typed; it stays after handing in, for the next try.

    `version` counts the saves. `base` is the version on which the typing of the present `device`
    began, so that a page that has not seen another device's text cannot write over it.
    """

    __tablename__ = "draft"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    module_slug: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    base: Mapped[int]
    device: Mapped[str]  # empty: a form without scripts
    counter: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]


class Submission(Base):
    """Written work as handed in; a better one is a new submission."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "module_slug", "number"),
        Index("ix_submission_person", "person_id", "submitted_at"),
        Index(
            "ix_submission_waiting",
            "course_id",
            "submitted_at",
            sqlite_where=text("reviewed_at IS NULL"),
            postgresql_where=text("reviewed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who handed it in
    group_id: Mapped[int | None] = mapped_column(ForeignKey("work_group.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    module_slug: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    document_digest: Mapped[str] = mapped_column(ForeignKey("document.digest"))  # its rubric
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[int]
    submitted_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]  # the review's, so that an index finds what waits


class SubmissionAuthor(Base):
    """Whose work a group's submission is: the members of the moment in which it was handed in."""

    __tablename__ = "submission_author"
    __table_args__ = (Index("ix_submission_author_enrolment", "enrolment_id"),)

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class SubmissionFile(Base):
    """A file handed in; its type is read from its content, and it is only ever an attachment."""

    __tablename__ = "submission_file"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    file_digest: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]


class Verdict(StrEnum):
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Review(Base):
    """A mentor's judgement of one submission by its rubric; once given it stays."""

    __tablename__ = "review"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    verdict: Mapped[Verdict]
    ratings: Mapped[list[Any]]  # a level from 1 for each row of the rubric
    score: Mapped[Decimal] = mapped_column(Score)  # share of the rubric's highest levels
    reviewed_at: Mapped[datetime]


class MarkApart(Base):
    """One author's own score on a group's work, with the reason; the latest counts."""

    __tablename__ = "mark_apart"
    __table_args__ = (Index("ix_mark_apart_submission", "submission_id", "enrolment_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    score: Mapped[Decimal] = mapped_column(Score)
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class WorkGroup(Base):
    """People of one run who write one piece of work together."""

    __tablename__ = "work_group"
    __table_args__ = (Index("ix_work_group_module", "course_id", "module_slug", "run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    module_slug: Mapped[str]  # as it was called then
    name: Mapped[str]
    made_at: Mapped[datetime]


class GroupMember(Base):
    """Somebody in a group for a while; who left stays known."""

    __tablename__ = "group_member"
    __table_args__ = (
        Index("ix_group_member_enrolment", "enrolment_id"),
        Index("ix_group_member_person", "person_id"),
        Index(
            "uq_group_member_now",
            "group_id",
            "enrolment_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("work_group.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    put_by: Mapped[int] = mapped_column(ForeignKey("person.id"))  # themself, or a leader


class GroupText(Base):
    """A group's draft through its versions; the highest is the present one.

    What one member saves within a while is one version, of the latest text; see `Draft`.
    """

    __tablename__ = "group_text"

    group_id: Mapped[int] = mapped_column(ForeignKey("work_group.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    base: Mapped[int]
    device: Mapped[str]
    counter: Mapped[int] = mapped_column(BigInteger)
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
