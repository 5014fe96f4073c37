"""Rules are rows with a period and a legal basis, which an officer can change."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.identity.models import PostLevel


class Competency(Base):
    """A competency of a framework; `levels` holds one short behaviour for each of its levels."""

    __tablename__ = "competency"

    code: Mapped[str] = mapped_column(primary_key=True)  # "M.5"
    framework: Mapped[str]
    kind: Mapped[str]
    name: Mapped[str]
    summary: Mapped[str]
    levels: Mapped[list[Any]]


class RequiredLevel(Base):
    """The level that posts of a kind, or one post, ask for."""

    __tablename__ = "required_level"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        CheckConstraint("(post_level IS NULL) <> (post_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_level: Mapped[PostLevel | None] = mapped_column(index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    competency_code: Mapped[str] = mapped_column(ForeignKey("competency.code"))
    level: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None]
    legal_basis: Mapped[str]


class IndexPart(Base):
    """What one part of the index of professionalism's competence dimension asks of posts."""

    __tablename__ = "index_part"
    __table_args__ = (
        UniqueConstraint("post_level", "name", "since"),
        CheckConstraint("points >= 0", name="points"),
        CheckConstraint("jp > 0", name="jp"),
        CheckConstraint("years > 0", name="years"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_level: Mapped[PostLevel]
    name: Mapped[str]  # training, hours or seminar
    points: Mapped[Decimal] = mapped_column(Numeric(4, 2))  # at most
    jp: Mapped[int]  # from which it counts in full
    forms: Mapped[list[Any]]  # codes of the forms that count; none: every form
    years: Mapped[int | None]  # that count, the year asked for the last; none: all
    proportional: Mapped[bool]
    since: Mapped[date]
    until: Mapped[date | None]
    legal_basis: Mapped[str]
    verified: Mapped[bool]


class DevelopmentForm(Base):
    """A form of competency development with its SIASN code and certificate letter."""

    __tablename__ = "development_form"

    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    certificate_letter: Mapped[str]
    source: Mapped[str]


class JpMethod(StrEnum):
    COURSE = "course"  # the JP that the course states
    PER_EVENT = "per_event"


class JpRule(Base):
    """How a form of development turns into JP, from one day to another."""

    __tablename__ = "jp_rule"
    __table_args__ = (UniqueConstraint("form_code", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_code: Mapped[int] = mapped_column(ForeignKey("development_form.code"))
    method: Mapped[JpMethod]
    jp_per_event: Mapped[int | None]
    earns_again: Mapped[bool]  # whether the same course earns JP twice in one JP year
    since: Mapped[date]
    until: Mapped[date | None]
    legal_basis: Mapped[str]
    verified: Mapped[bool]  # whether an officer of BKD has confirmed it


class YearRule(Base):
    """How many JP a year asks of, or grants to, a kind of staff."""

    __tablename__ = "year_rule"
    __table_args__ = (UniqueConstraint("staff_kind", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_kind: Mapped[str]
    floor: Mapped[int | None]  # PNS: at least
    ceiling: Mapped[int | None]  # PPPK: at most, warned about and never blocked
    since: Mapped[date]
    until: Mapped[date | None]
    legal_basis: Mapped[str]


class Change:
    """What one officer proposed; it holds from a day on once another one agreed."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    since: Mapped[date]
    legal_basis: Mapped[str]


class RuleChange(Change, Base):
    """A new rule of JP."""

    __tablename__ = "rule_change"
    __table_args__ = (Index("ix_rule_change_form", "form_code", "since"),)

    form_code: Mapped[int] = mapped_column(ForeignKey("development_form.code"))
    method: Mapped[JpMethod]
    jp_per_event: Mapped[int | None]
    earns_again: Mapped[bool]


class RuleStepKind(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def _steps_of(table: str) -> tuple[Index, Index]:
    """One step ends a change, and nothing comes after that."""
    ends = text("kind <> 'proposed'")
    once: dict[str, Any] = {"unique": True, "sqlite_where": ends, "postgresql_where": ends}
    steps = Index(f"ix_{table}_change", "change_id", "id")
    return steps, Index(f"uq_{table}_end", "change_id", **once)


class Step:
    """What was done with a change, by whom and why."""

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    kind: Mapped[RuleStepKind]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class RuleStep(Step, Base):
    __tablename__ = "rule_step"
    __table_args__ = _steps_of("rule_step")

    change_id: Mapped[UUID] = mapped_column(ForeignKey("rule_change.id"))


class PartChange(Change, Base):
    """New values of one part of the index, for some levels of posts."""

    __tablename__ = "part_change"
    __table_args__ = (Index("ix_part_change_name", "name", "since"),)

    name: Mapped[str]
    levels: Mapped[list[Any]]
    points: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    jp: Mapped[int]
    forms: Mapped[list[Any]]
    years: Mapped[int | None]
    proportional: Mapped[bool]


class PartStep(Step, Base):
    __tablename__ = "part_step"
    __table_args__ = _steps_of("part_step")

    change_id: Mapped[UUID] = mapped_column(ForeignKey("part_change.id"))


STEPS: dict[type[Change], type[RuleStep | PartStep]] = {RuleChange: RuleStep, PartChange: PartStep}
