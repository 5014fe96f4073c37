"""Agencies hold units, units hold people for a time, people hold grants."""

# long: what identity keeps, in one look

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.foundation.audit import Identity
from lms.foundation.database import Base

# Digits and slashes, in the order of their bytes on both engines, so that a subtree is a range.
UNIT_PATH = String().with_variant(String(collation="C"), "postgresql")


class StaffKind(StrEnum):
    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk_paruh_waktu"


class Role(StrEnum):
    TRAINER = "trainer"
    REVIEWER = "reviewer"
    MENTOR = "mentor"
    UNIT_HEAD = "unit_head"
    BKD_OFFICER = "bkd_data"
    PROGRAMME_OFFICER = "bpsdm_penyelenggara"
    ADMINISTRATOR = "administrator"


class PostLevel(StrEnum):
    """Levels of posts, from which the required competency levels follow."""

    PELAKSANA = "pelaksana"
    FUNGSIONAL = "fungsional"
    PENGAWAS = "pengawas"
    ADMINISTRATOR = "administrator"
    JPT_PRATAMA = "jpt_pratama"
    JPT_MADYA = "jpt_madya"


class Agency(Base):
    """The province, or one kabupaten/kota; every record names the agency that owns it."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(default="Asia/Jakarta")


class Unit(Base):
    """A unit of an agency; `path` lists the ids from the root, so a subtree is a prefix."""

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_path", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    path: Mapped[str] = mapped_column(UNIT_PATH, default="/")
    agency: Mapped[Agency] = relationship()


class Post(Base):
    """A post (jabatan) as an agency lists it."""

    __tablename__ = "post"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    title: Mapped[str]
    level: Mapped[PostLevel]


class Person(Base):
    """Somebody with an account; the id is the key, since a NIP can be corrected or replaced."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    email: Mapped[str | None]
    staff_kind: Mapped[StaffKind]
    active: Mapped[bool] = mapped_column(
        default=True
    )  # in service; others leave the JP count and may not sign in
    contract_start: Mapped[date | None]  # PPPK: the JP year is the contract year
    password_hash: Mapped[str | None]
    password_changed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class NipHistory(Base):
    """A number that a person had before."""

    __tablename__ = "nip_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    nip: Mapped[str] = mapped_column(index=True)
    replaced_at: Mapped[datetime]
    reason: Mapped[str]


class Membership(Base):
    """Where a person works, in which post and rank, from one day to another (exclusive)."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("ix_membership_person", "person_id", "until"),
        Index("ix_membership_unit", "unit_id", "until"),
        CheckConstraint("until IS NULL OR until > since", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    rank_group: Mapped[str]  # golongan, "III/c"
    since: Mapped[date]
    until: Mapped[date | None]
    unit: Mapped[Unit] = relationship()
    post: Mapped[Post] = relationship()


class Grant(Base):
    """A role that somebody gave a person, for a subtree, a course or a person, for a period.

    Plt and Plh, mentors and second markers are grants too, so every policy sees them alike.
    """

    __tablename__ = "grant"
    __table_args__ = (CheckConstraint("until IS NULL OR until > since", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # and all below it
    course_slug: Mapped[str | None]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")


class SignIn(Base):
    """A session at one browser; its cookie, signed, holds the digest of a forgotten token."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str]
    address: Mapped[str]


class FailedSignIn(Base):
    """A wrong try, or a letter asked for; `key` is a keyed digest, never a NIP or an address."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (Index("ix_failed_sign_in_key", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class PasswordReset(Base):
    """A one-time code to set a new password; only its digest is kept."""

    __tablename__ = "password_reset"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Activation(Base):
    """A one-time code by which somebody who has no password yet lets themselves in.

    Its digest is keyed with the site's own key: a copy of the database alone opens no account.
    """

    __tablename__ = "activation"
    __table_args__ = (Index("ix_activation_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code_digest: Mapped[str]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]  # by a newer one, or since the account was closed
