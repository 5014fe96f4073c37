"""What one officer proposed is answered by another one, once; whatever the change is about."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.foundation.language import Sentence, say
from lms.standards import queries
from lms.standards.models import STEPS, PartChange, RuleChange, RuleStepKind

NOT_ONE = say("Yang mengusulkan tidak dapat menyetujui atau menolak; itu tugas petugas lain.")
ENDED = say("Usulan ini sudah dijawab atau ditarik. Muat ulang halamannya.")
Changed = TypeVar("Changed", RuleChange, PartChange)


def begin(change: RuleChange | PartChange, by: int, reason: str) -> None:
    db.session.add(change)
    db.session.flush()
    _note(change, RuleStepKind.PROPOSED, by, reason)


def refuse(change_id: UUID, by: int, reason: str) -> None:
    """With a reason, which who proposed it reads."""
    _refuse(answered(RuleChange, change_id, by), by, reason)


def refuse_part(change_id: UUID, by: int, reason: str) -> None:
    """The same for a part of the index."""
    _refuse(answered(PartChange, change_id, by), by, reason)


def _refuse(change: RuleChange | PartChange, by: int, reason: str) -> None:
    if not reason.strip():
        sentence = say("Tuliskan alasan penolakan.")
        raise Invalid(sentence, {"reason": sentence})
    end(change, RuleStepKind.REFUSED, by, reason)


def withdraw(change_id: UUID, by: int) -> None:
    """By who proposed it, before it is answered."""
    end(db.session.get_one(RuleChange, change_id), RuleStepKind.WITHDRAWN, by, "")


def withdraw_part(change_id: UUID, by: int) -> None:
    """The same for a part of the index."""
    end(db.session.get_one(PartChange, change_id), RuleStepKind.WITHDRAWN, by, "")


def answered(of: type[Changed], change_id: UUID, by: int) -> Changed:
    """Raises NotAllowed for who proposed it."""
    if queries.one_change(of, change_id).proposed_by == by:
        raise NotAllowed(NOT_ONE)
    return db.session.get_one(of, change_id)


def end(change: RuleChange | PartChange, kind: RuleStepKind, by: int, reason: str) -> None:
    """Once: of two who answer at the same time the database lets one through."""
    try:
        _note(change, kind, by, reason)
    except IntegrityError:
        raise Conflict(ENDED) from None


def _note(change: RuleChange | PartChange, kind: RuleStepKind, by: int, reason: str) -> None:
    step = STEPS[type(change)](change_id=change.id, kind=kind, person_id=by, at=clock.now())
    step.reason = reason.strip()
    db.session.add(step)
    db.session.flush()
    subject = change.__tablename__
    audit(kind.value, subject, change.id, actor_id=by, agency_id=change.agency_id)


def found_right(faults: dict[str, Sentence | str], legal_basis: str, reason: str) -> None:
    """Raises Invalid for what is wrong with the wish, or not said about it."""
    if not legal_basis:
        faults["legal_basis"] = say("Tuliskan dasar hukumnya.")
    if not reason.strip():
        faults["reason"] = say("Tuliskan mengapa aturannya berubah.")
    if faults:
        raise Invalid(say("Usulan ini belum dapat dikirim. Perbaiki isiannya."), faults)


def begins_right(since: date, *, taken: bool) -> None:
    """No day that is over gets another rule, and no day has two that begin. Raises Invalid."""
    sentence = say("Sudah ada aturan bentuk ini yang mulai pada hari itu.")
    if since < clock.today():
        sentence = say("Aturan baru berlaku paling cepat hari ini; hari yang lewat tidak berubah.")
    elif not taken:
        return
    raise Invalid(sentence, {"since": sentence})
