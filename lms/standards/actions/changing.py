"""A rule of JP changes from a day on when one officer proposed it and another one agreed."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotAllowed
from lms.foundation.language import Sentence, say
from lms.standards import queries
from lms.standards.models import JpMethod, JpRule, RuleChange, RuleStep, RuleStepKind

MOST_JP = 400
NOT_ONE = say("Yang mengusulkan tidak dapat menyetujui atau menolak; itu tugas petugas lain.")
ENDED = say("Usulan ini sudah dijawab atau ditarik. Muat ulang halamannya.")


@dataclass(frozen=True)
class Wish:
    """The rule as it shall be."""

    form_code: int
    method: JpMethod
    jp_per_event: int | None
    earns_again: bool
    since: date
    legal_basis: str


def propose(change_id: UUID, by: int, agency_id: int, wish: Wish, reason: str) -> RuleChange:
    """Sent twice by one form it is one proposal. Raises Invalid for what cannot be."""
    there = db.session.get(RuleChange, change_id)
    if there is not None:
        return there
    _ensure_right(wish, reason.strip())
    given = asdict(wish)
    if wish.method == JpMethod.COURSE:
        given["jp_per_event"] = None
    change = RuleChange(id=change_id, agency_id=agency_id, **given)
    db.session.add(change)
    db.session.flush()
    _note(change, RuleStepKind.PROPOSED, by, reason)
    return change


def agree(change_id: UUID, by: int, reason: str = "") -> None:
    """From its day on the rule holds; what was credited before stays as it was."""
    change = _answered(change_id, by)
    _ensure_free(change.form_code, change.since)
    _end(change, RuleStepKind.AGREED, by, reason)
    db.session.add(
        JpRule(
            form_code=change.form_code,
            method=change.method,
            jp_per_event=change.jp_per_event,
            earns_again=change.earns_again,
            since=change.since,
            legal_basis=change.legal_basis,
            verified=True,
        )
    )
    db.session.flush()


def refuse(change_id: UUID, by: int, reason: str) -> None:
    """With a reason, which who proposed it reads."""
    change = _answered(change_id, by)
    if not reason.strip():
        sentence = say("Tuliskan alasan penolakan.")
        raise Invalid(sentence, {"reason": sentence})
    _end(change, RuleStepKind.REFUSED, by, reason)


def withdraw(change_id: UUID, by: int) -> None:
    """By who proposed it, before it is answered."""
    change = db.session.get_one(RuleChange, change_id)
    _end(change, RuleStepKind.WITHDRAWN, by, "")


def _answered(change_id: UUID, by: int) -> RuleChange:
    if queries.rule_change(change_id).proposed_by == by:
        raise NotAllowed(NOT_ONE)
    return db.session.get_one(RuleChange, change_id)


def _end(change: RuleChange, kind: RuleStepKind, by: int, reason: str) -> None:
    """Once: of two who answer at the same time the database lets one through."""
    try:
        _note(change, kind, by, reason)
    except IntegrityError:
        raise Conflict(ENDED) from None


def _note(change: RuleChange, kind: RuleStepKind, by: int, reason: str) -> None:
    step = RuleStep(change_id=change.id, kind=kind, person_id=by, at=clock.now())
    step.reason = reason.strip()
    db.session.add(step)
    db.session.flush()
    audit(kind.value, "rule_change", change.id, actor_id=by, agency_id=change.agency_id)


def _ensure_right(wish: Wish, reason: str) -> None:
    faults: dict[str, Sentence | str] = {}
    if wish.method == JpMethod.PER_EVENT and not 1 <= (wish.jp_per_event or 0) <= MOST_JP:
        faults["jp_per_event"] = say("JP per kegiatan antara 1 dan %(most)d.", most=MOST_JP)
    if not wish.legal_basis:
        faults["legal_basis"] = say("Tuliskan dasar hukumnya.")
    if not reason:
        faults["reason"] = say("Tuliskan mengapa aturannya berubah.")
    if faults:
        raise Invalid(say("Usulan ini belum dapat dikirim. Perbaiki isiannya."), faults)
    _ensure_free(wish.form_code, wish.since)


def _ensure_free(form_code: int, since: date) -> None:
    """No day that is over gets another rule, and no day has two that begin."""
    if since < clock.today():
        sentence = say("Aturan baru berlaku paling cepat hari ini; hari yang lewat tidak berubah.")
        raise Invalid(sentence, {"since": sentence})
    same = select(JpRule.id).where(JpRule.form_code == form_code, JpRule.since == since)
    if db.session.scalar(same) is not None:
        sentence = say("Sudah ada aturan bentuk ini yang mulai pada hari itu.")
        raise Invalid(sentence, {"since": sentence})
