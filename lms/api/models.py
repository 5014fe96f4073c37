"""Tokens by which programs come in, and what they asked to be done once."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Right(StrEnum):
    """What a token may open."""

    COMPLETIONS = "completions:read"
    PEOPLE = "people:read"
    UNITS = "units:read"
    COURSES = "courses:read"
    CERTIFICATES = "certificates:read"
    JP = "jp:read"
    ENROLMENTS = "enrolments:write"


class Token(Base):
    """A program's key to the records of one agency; only the digest of it is kept."""

    __tablename__ = "token"
    __table_args__ = (Index("ix_token_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # who made it
    name: Mapped[str]
    rights: Mapped[list[Any]]
    digest: Mapped[str] = mapped_column(unique=True)
    hint: Mapped[str]  # the last signs of the token
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]  # within some minutes
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Once(Base):
    """A request that is done once, however often it is sent; without an answer it is being done.

    `digest` is of all that was asked, so that a key that comes back with something else is known.
    """

    __tablename__ = "once"
    __table_args__ = (UniqueConstraint("token_id", "key"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    token_id: Mapped[int] = mapped_column(ForeignKey("token.id"))
    key: Mapped[str]
    digest: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    body: Mapped[str | None] = mapped_column(Text)
