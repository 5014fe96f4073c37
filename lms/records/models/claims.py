"""Training that people did elsewhere and ask to have counted; its steps are only ever added to."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base
from lms.identity.models import UNIT_PATH


class ClaimState(StrEnum):
    WAITING = "waiting"
    REFUSED = "refused"  # may be mended and sent again
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"
    REVERSED = "reversed"  # was verified, and taken back


# Of these a person has no two alike; what was withdrawn or taken back may be claimed anew.
LIVE = (ClaimState.WAITING, ClaimState.REFUSED, ClaimState.VERIFIED)
_LIVE = "state IN ('waiting', 'refused', 'verified')"


class Claim(Base):
    """Training that a person did elsewhere and asks to have counted; verified, it is one credit."""

    __tablename__ = "claim"
    __table_args__ = (
        Index("ix_claim_agency", "agency_id", "state", "sent_at"),
        Index("ix_claim_person", "person_id", "ended_on"),
        Index("ix_claim_number_key", "number_key"),
        Index("ix_claim_proof_digest", "proof_digest"),
        Index(
            "uq_claim_same",
            "person_id",
            "sameness",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # whose officers answer
    unit_path: Mapped[str] = mapped_column(UNIT_PATH)  # where the person worked when it was sent
    state: Mapped[ClaimState]
    version: Mapped[int]  # counted up when it is sent again: an answer names what it answers
    title: Mapped[str]
    organiser: Mapped[str]
    form_code: Mapped[int] = mapped_column(ForeignKey("development_form.code"))
    began_on: Mapped[date]
    ended_on: Mapped[date]  # its JP year
    jp_stated: Mapped[int]
    number: Mapped[str]  # of the certificate; empty where it has none
    number_key: Mapped[str]  # its letters and digits alone
    sameness: Mapped[str]  # a digest of what makes two claims the same
    proof_digest: Mapped[str]
    proof_name: Mapped[str]
    proof_type: Mapped[str]
    proof_size: Mapped[int]
    sent_at: Mapped[datetime]
    jp: Mapped[int | None]  # as verified


class ClaimStepKind(StrEnum):
    SENT = "sent"
    MENDED = "mended"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    VERIFIED = "verified"
    REVERSED = "reversed"


class ClaimStep(Base):
    """What happened to a claim, by whom and why; only ever added to."""

    __tablename__ = "claim_step"
    __table_args__ = (Index("ix_claim_step_claim", "claim_id", "id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    kind: Mapped[ClaimStepKind]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    detail: Mapped[dict[str, Any]]  # what was sent, or how many JP were given
