"""A person claims training that they did elsewhere: sends it with its proof, mends, withdraws."""

import re
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.jobs import enqueue
from lms.foundation.language import Sentence, say
from lms.foundation.uploads import Stored
from lms.identity import queries as identity
from lms.records import queries
from lms.records.models import Claim, ClaimState, ClaimStep, ClaimStepKind
from lms.standards.queries import jp_rule

CLAIM_LETTER = "records.claim_letter"
ANSWERS = (ClaimStepKind.VERIFIED, ClaimStepKind.REFUSED, ClaimStepKind.REVERSED)
MOST_WAITING = 30  # of one person
MOST_JP = 1000
OPEN = (ClaimState.WAITING, ClaimState.REFUSED)
SAME = say(
    "Pelatihan ini sudah Anda kirim: judul, bentuk, tanggal dan nomor sertifikatnya sama. "
    "Bukalah yang sudah ada di rapor Anda."
)


@dataclass(frozen=True)
class Draft:
    """What a person says of a training done elsewhere."""

    title: str
    organiser: str
    form_code: int
    began_on: date
    ended_on: date
    jp_stated: int
    number: str

    def keys(self) -> dict[str, str]:
        """By what it is known again: written a little differently it is still the same."""
        number = queries.number_key(self.number)
        days = (self.began_on.isoformat(), self.ended_on.isoformat())
        told = (queries.title_key(self.title), str(self.form_code), *days, number)
        return {"number_key": number, "sameness": sha256("\n".join(told).encode()).hexdigest()}


def send_claim(
    claim_id: UUID, person_id: int, agency_id: int, draft: Draft, proof: Stored
) -> Claim:
    """Sent twice by one form it is one claim. Raises Invalid, and Conflict for one there is."""
    there = db.session.get(Claim, claim_id)
    if there is not None:
        return _own(there, person_id)
    _ensure_right(draft)
    if queries.waiting_count(person_id) >= MOST_WAITING:
        raise Conflict(say("Terlalu banyak yang menunggu. Tunggu dulu jawaban petugas BKD."))
    claim = Claim(id=claim_id, person_id=person_id, agency_id=agency_id, version=0)
    _fill(claim, draft, proof)
    db.session.add(claim)
    _flushed()
    note(claim, ClaimStepKind.SENT, person_id, detail=_told(claim, draft))
    return claim


def mend_claim(claim_id: UUID, person_id: int, draft: Draft, proof: Stored | None) -> Claim:
    """Say it better while it waits or after a refusal; without a new proof the old one stays.

    Raises Conflict once it is verified or withdrawn.
    """
    claim = _own(held(claim_id), person_id)
    _ensure_open(claim)
    _ensure_right(draft)
    _fill(claim, draft, proof)
    _flushed()
    note(claim, ClaimStepKind.MENDED, person_id, detail=_told(claim, draft))
    return claim


def withdraw_claim(claim_id: UUID, person_id: int) -> None:
    """Done twice it counts once."""
    claim = _own(held(claim_id), person_id)
    if claim.state != ClaimState.WITHDRAWN:
        _ensure_open(claim)
        claim.state = ClaimState.WITHDRAWN
        note(claim, ClaimStepKind.WITHDRAWN, person_id)


def held(claim_id: UUID) -> Claim:
    """The claim, locked, so that two who answer come one after the other; raises NotFound."""
    found = db.session.get(Claim, claim_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def note(claim: Claim, kind: ClaimStepKind, by: int, reason: str = "", detail: Any = None) -> None:
    """Add a step, and tell the audit trail of it."""
    step = ClaimStep(claim_id=claim.id, kind=kind, person_id=by, reason=reason, at=clock.now())
    step.detail = detail or {}
    db.session.add(step)
    db.session.flush()
    owner = {"agency_id": claim.agency_id, "person": claim.person_id}
    audit(kind.value, "claim", claim.id, actor_id=by, **owner, version=claim.version)
    if kind in ANSWERS:
        enqueue(CLAIM_LETTER, claim_id=str(claim.id), step_id=step.id)


def _own(claim: Claim, person_id: int) -> Claim:
    if claim.person_id != person_id:
        raise NotFound
    return claim


def _ensure_open(claim: Claim) -> None:
    if claim.state not in OPEN:
        raise Conflict(say("Pelatihan ini sudah dijawab atau ditarik. Muat ulang halamannya."))


def _ensure_right(draft: Draft) -> None:
    faults: dict[str, Sentence | str] = {}
    if not re.search(r"\w", draft.title):
        faults["title"] = say("Tuliskan judul seperti pada sertifikatnya.")
    if draft.ended_on < draft.began_on:
        faults["ended_on"] = say("Hari terakhir tidak boleh sebelum hari pertama.")
    elif draft.ended_on > clock.today():
        faults["ended_on"] = say("Pelatihan yang belum selesai belum dapat dicatat.")
    if not 1 <= draft.jp_stated <= MOST_JP:
        faults["jp_stated"] = say("JP antara 1 dan %(most)d.", most=MOST_JP)
    if not faults:
        try:
            jp_rule(draft.form_code, draft.ended_on)
        except Invalid as refusal:
            faults["form_code"] = refusal.sentence
    if faults:
        raise Invalid(say("Pelatihan ini belum dapat dikirim. Perbaiki isiannya."), faults)


def _fill(claim: Claim, draft: Draft, proof: Stored | None) -> None:
    """As it is said now; it waits for an answer anew, where the person works now."""
    for name, value in (asdict(draft) | draft.keys()).items():
        setattr(claim, name, value)
    home = identity.home(claim.person_id)
    if home is not None:
        claim.agency_id = home.agency_id
    claim.unit_path = home.unit_path if home else ""
    claim.state, claim.version = ClaimState.WAITING, claim.version + 1
    claim.sent_at = clock.now()
    if proof is not None:
        claim.proof_digest, claim.proof_name = proof.digest, proof.name
        claim.proof_type, claim.proof_size = proof.content_type, proof.size


def _flushed() -> None:
    try:
        db.session.flush()
    except IntegrityError:
        raise Conflict(SAME) from None


def _told(claim: Claim, draft: Draft) -> dict[str, Any]:
    days = {"began_on": draft.began_on.isoformat(), "ended_on": draft.ended_on.isoformat()}
    return asdict(draft) | days | {"proof": claim.proof_digest}
