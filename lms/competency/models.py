"""What an assessment showed of a person, kept with the rule that was applied."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Evidence(Base):
    """The level that one assessment showed in one competency.

    `level` 0 means that no level was reached; none, that too few questions were asked to say.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("source_kind", "source_id", "competency_code"),
        Index("ix_evidence_person", "person_id", "competency_code"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    competency_code: Mapped[str] = mapped_column(ForeignKey("competency.code"))
    level: Mapped[int | None]
    rule: Mapped[str]
    source_kind: Mapped[str]  # "attempt"
    source_id: Mapped[str]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    shown_at: Mapped[datetime]
    detail: Mapped[dict[str, Any]]  # for each level: questions, points, most points
