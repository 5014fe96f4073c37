"""What one person was given beyond a quiz's rules."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Extension(Base):
    """Given for one enrolment and module; never changed, the latest counts, also when withdrawn."""

    __tablename__ = "extension"
    __table_args__ = (Index("ix_extension_enrolment", "enrolment_id", "module_slug", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    module_slug: Mapped[str]
    minutes: Mapped[int]
    attempts: Mapped[int]
    closes_at: Mapped[datetime | None]
    withdrawn: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
