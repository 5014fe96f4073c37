"""The keys that seal, each with its certificate."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.foundation.database import Base
from lms.identity.models import Agency


class SealKey(Base):
    """One key of an agency; what it sealed stays verifiable when another has taken its place.

    Whoever is retired seals no more, so its private half is thrown away.
    """

    __tablename__ = "seal_key"
    __table_args__ = (
        Index(
            "uq_seal_key_in_use",
            "agency_id",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(unique=True)  # SHA-256 of the certificate
    certificate: Mapped[bytes]  # DER
    locked: Mapped[bytes | None]  # the private half, in the strongbox
    since: Mapped[datetime]
    until: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    distrusted_at: Mapped[datetime | None]  # somebody else may have had it
    agency: Mapped[Agency] = relationship()
