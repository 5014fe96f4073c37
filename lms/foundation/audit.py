"""Who changed what: rows that are only ever added, in the transaction of the change itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, bindparam, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation import clock
from lms.foundation.database import Base, aside
from lms.foundation.prepared import Entering, Prepared

Identity = BigInteger().with_variant(Integer(), "sqlite")


class AuditEntry(Base):
    """One act of one person on one thing: ids, and at most the letter on which the act rests."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None]  # none: the system itself
    agency_id: Mapped[int | None]
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    detail: Mapped[dict[str, Any]]


_TRAIL = Entering(
    *(AuditEntry, "at", "actor_id", "agency_id", "verb", "subject_kind", "subject_id", "detail")
)


def audit(
    verb: str,
    subject_kind: str,
    subject_id: object,
    *,
    actor_id: int | None,
    agency_id: int | None = None,
    **detail: Any,
) -> None:
    """Append one row to the trail; `verb` is a past participle ("published")."""
    about = _about(verb, subject_kind, subject_id)
    _TRAIL.enter(about | {"actor_id": actor_id, "agency_id": agency_id, "detail": detail})


def audit_aside(
    verb: str,
    subject_kind: str,
    subject_id: object,
    *,
    actor_id: int | None,
    agency_id: int | None,
    **detail: Any,
) -> int:
    """The same in a transaction of its own: somebody read what is to be known, changing nothing.

    Answers the row's number.
    """
    about = _about(verb, subject_kind, subject_id)
    row = about | {"actor_id": actor_id, "agency_id": agency_id, "detail": detail}
    with aside() as connection:
        number: int = connection.scalars(insert(AuditEntry).returning(AuditEntry.id), row).one()
    return number


def _about(verb: str, subject_kind: str, subject_id: object) -> dict[str, Any]:
    return {
        "at": clock.now(),
        "verb": verb,
        "subject_kind": subject_kind,
        "subject_id": str(subject_id),
    }


LOOKED = "looked-at-"
_NOTED = Prepared(
    select(AuditEntry.id)
    .where(
        AuditEntry.subject_kind == bindparam("kind"),
        AuditEntry.subject_id == bindparam("subject"),
        AuditEntry.verb == bindparam("verb"),
        AuditEntry.actor_id == bindparam("actor"),
        AuditEntry.at >= bindparam("since"),
    )
    .limit(1)
)


def note_look(what: str, subject: tuple[str, int], *, actor_id: int, agency_id: int) -> None:
    """That somebody read what is another's, once a day each; `subject` is a person or a course.

    Nothing is noted of what is one's own.
    """
    kind, number = subject
    if kind == "person" and number == actor_id:
        return
    verb, since = f"{LOOKED}{what}", clock.dawn(clock.today())
    noted = _NOTED.first(verb=verb, kind=kind, subject=str(number), actor=actor_id, since=since)
    if noted is None:
        audit_aside(verb, kind, number, actor_id=actor_id, agency_id=agency_id)
