"""A seal: the digests of the rows since the seal before, chained to that one's own."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import AuditEntry, Identity
from lms.foundation.database import AnyRow, Base, db, row, rows

FIRST = "0" * 64  # what the first seal is chained to
HINT = 8  # bytes of each row's digest that a seal keeps, to find which row was changed
_STEP = 8 + HINT
_write = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class AuditSeal(Base):
    """One seal on the rows above `after_id` up to `last_id`; never rewritten."""

    __tablename__ = "audit_seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    after_id: Mapped[int] = mapped_column(Identity)
    last_id: Mapped[int] = mapped_column(Identity)
    count: Mapped[int]
    hints: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[str]
    sealed_at: Mapped[datetime]


_ROWS = select(
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.actor_id,
    AuditEntry.agency_id,
    AuditEntry.verb,
    AuditEntry.subject_kind,
    AuditEntry.subject_id,
    AuditEntry.detail,
).order_by(AuditEntry.id)


def between(after_id: int | None, last_id: int, limit: int | None = None) -> Iterable[AnyRow]:
    """Rows of the trail in their order; without `after_id`, from the first there is."""
    above = [] if after_id is None else [AuditEntry.id > after_id]
    return rows(_ROWS.where(AuditEntry.id <= last_id, *above).limit(limit))


def leaf(entry: AnyRow) -> bytes:
    """The digest of a row's canonical bytes, which are the same on both engines."""
    number, at, *others = entry
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(_write([number, moment, *others]).encode()).digest()


def chained(seal: AuditSeal, before: str, leaves: Iterable[tuple[int, bytes]]) -> str:
    """The hash of a seal on `leaves`, which says all that the seal does."""
    moment = seal.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    named = [before, seal.number, seal.after_id, seal.last_id, seal.count, moment]
    found = sha256(_write(named).encode())
    for number, digest in leaves:
        found.update(number.to_bytes(8, "big", signed=True) + digest)
    return found.hexdigest()


def hints_of(leaves: Iterable[tuple[int, bytes]]) -> bytes:
    return b"".join(
        number.to_bytes(8, "big", signed=True) + digest[:HINT] for number, digest in leaves
    )


def hinted(hints: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(0, len(hints) - _STEP + 1, _STEP):
        yield int.from_bytes(hints[at : at + 8], "big", signed=True), hints[at + 8 : at + _STEP]


def head() -> AuditSeal | None:
    """The last seal."""
    return db.session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))


def unsealed_since() -> datetime | None:
    """When the first row was written that no seal holds yet."""
    last = head()
    after = [AuditEntry.id > last.last_id] if last else []
    found = row(select(AuditEntry.at).where(*after).order_by(AuditEntry.id).limit(1))
    return found[0] if found else None
