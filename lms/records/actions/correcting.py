"""A record that was wrong is followed by a better one; what was written stays as it was."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from blinker import Signal
from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.records.actions.register import MINUTES, SYSTEM, enter, next_position, strike
from lms.records.models import Completion, CompletionPerson
from lms.standards.queries import jp_rule

# Sent with the better record, in the same transaction, when it is written.
completion_corrected = Signal()


@dataclass(frozen=True)
class Change:
    """What a correction puts right; what is left out stays as it was."""

    jp: int | None = None
    score: Decimal | None = None
    completed_at: datetime | None = None


def correct_completion(
    completion_id: UUID, officer_id: int, reason: str, change: Change
) -> Completion:
    """Write the better record, reverse the old one's JP and credit the new one's.

    Raises NotFound, Invalid for what cannot be right or has no rule, and Conflict where the record
    has been replaced already: a correction is corrected by the next one.
    """
    why = reason.strip()
    _ensure_right(why, change)
    position = next_position()  # so that two corrections of one record come one after the other
    old = db.session.get(Completion, completion_id)
    if old is None:
        raise NotFound
    _ensure_current(old)
    return write_better(old, better_than(old, change), Grounds(position, why, officer_id))


@dataclass(frozen=True)
class Grounds:
    """Where the better record stands, why it is written, and by whom; `by` none: by the system."""

    position: int
    reason: str
    by: int | None = None


def write_better(old: Completion, better: Completion, grounds: Grounds) -> Completion:
    """The JP of the old record are reversed and those of the new one credited."""
    better.position, better.reason = grounds.position, grounds.reason
    better.recorded_by = SYSTEM if grounds.by is None else str(grounds.by)
    db.session.add(better)
    db.session.flush()  # before what refers to it
    db.session.add(_same_person(old, better))
    strike(old)
    enter(better)
    audit(
        "corrected",
        "completion",
        better.id,
        actor_id=grounds.by,
        agency_id=better.agency_id,
        replaces=str(old.id),
        reason=grounds.reason,
    )
    db.session.flush()
    completion_corrected.send(better)
    return better


def _ensure_right(reason: str, change: Change) -> None:
    faults = {}
    if not reason:
        faults["reason"] = say("Tuliskan alasan koreksi; alasan itu ikut tercatat.")
    if change.jp is not None and change.jp < 0:
        faults["jp"] = say("JP paling sedikit 0.")
    if change.score is not None and not 0 <= change.score <= 100:
        faults["score"] = say("Nilai antara 0 dan 100.")
    if change.completed_at is not None and change.completed_at > clock.now():
        faults["completed_at"] = say("Waktu selesai tidak boleh di masa depan.")
    if faults:
        raise Invalid(say("Koreksi belum dapat dicatat. Perbaiki isiannya."), faults)


def _ensure_current(old: Completion) -> None:
    if db.session.scalar(select(Completion.id).where(Completion.replaces == old.id)):
        raise Conflict(say("Catatan ini sudah dikoreksi. Koreksilah catatan yang terbaru."))


def better_than(old: Completion, change: Change) -> Completion:
    values = _columns(old)
    if change.score is not None:
        values["score"] = change.score
    if change.completed_at is not None:
        day = clock.local_date(change.completed_at)
        values |= {"completed_at": change.completed_at, "completed_on": day}
    if change.jp is not None:
        rule = jp_rule(old.form_code, values["completed_on"])
        values |= {"jp": change.jp, "minutes": change.jp * MINUTES}
        values |= {"jp_rule_id": rule.id, "legal_basis": rule.legal_basis}
    return Completion(**values | {"id": uuid4(), "replaces": old.id})


def _same_person(old: Completion, better: Completion) -> CompletionPerson:
    about = db.session.get_one(CompletionPerson, old.id)
    return CompletionPerson(**_columns(about) | {"completion_id": better.id})


def _columns(record: Completion | CompletionPerson) -> dict[str, Any]:
    return {column.name: getattr(record, column.name) for column in record.__table__.columns}
