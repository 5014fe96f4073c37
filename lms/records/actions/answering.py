"""An officer answers a claim of training done elsewhere: verifies, refuses, takes back."""

from uuid import UUID

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Sentence, say
from lms.records import queries
from lms.records.actions.claiming import held, note
from lms.records.actions.register import MINUTES, reverse
from lms.records.models import Claim, ClaimState, ClaimStepKind, JpCredit
from lms.standards.models import JpRule

ELSEWHERE = "elsewhere"  # the source of its credit
NO_REASON = say("Tuliskan alasannya; alasan itu dibaca oleh pengirim dan ikut tercatat.")


def verify_claim(claim_id: UUID, by: int, version: int, jp: int, reason: str = "") -> Claim:
    """Credit it once, by the dated rule of its form; less than the rule gives needs a reason.

    Clicked twice it counts once. Raises Conflict where it was answered or mended meanwhile.
    """
    claim, why = held(claim_id), reason.strip()
    if claim.state == ClaimState.VERIFIED and (claim.version, claim.jp) == (version, jp):
        return claim
    _ensure_as_seen(claim, version)
    due, rule = queries.claim_due(claim)
    _ensure_fits(jp, due, why)
    claim.state, claim.jp = ClaimState.VERIFIED, jp
    db.session.add(_credit(claim, jp, rule))
    note(claim, ClaimStepKind.VERIFIED, by, why, {"jp": jp, "due": due, "rule": rule.id})
    return claim


def refuse_claim(claim_id: UUID, by: int, version: int, reason: str) -> None:
    """The person may mend it and send it again."""
    claim, why = held(claim_id), reason.strip()
    if claim.state == ClaimState.REFUSED and claim.version == version:
        return
    _ensure_reason(why)
    _ensure_as_seen(claim, version)
    claim.state = ClaimState.REFUSED
    note(claim, ClaimStepKind.REFUSED, by, why)


def take_back_claim(claim_id: UUID, by: int, reason: str) -> None:
    """Counter the credit of a verified one; whoever did the training may claim it anew."""
    claim, why = held(claim_id), reason.strip()
    if claim.state == ClaimState.REVERSED:
        return
    _ensure_reason(why)
    if claim.state != ClaimState.VERIFIED:
        raise Conflict(say("Hanya yang sudah diverifikasi dapat dibatalkan."))
    claim.state = ClaimState.REVERSED
    reverse(ELSEWHERE, str(claim.id))
    note(claim, ClaimStepKind.REVERSED, by, why, {"jp": claim.jp})


def _ensure_as_seen(claim: Claim, version: int) -> None:
    if claim.state != ClaimState.WAITING:
        raise Conflict(say("Pelatihan ini sudah dijawab atau ditarik. Muat ulang halamannya."))
    if claim.version != version:
        raise Conflict(
            say("Pengirim memperbaiki isinya sejak Anda membuka halaman ini. Periksa lagi.")
        )


def _ensure_fits(jp: int, due: int, reason: str) -> None:
    faults: dict[str, Sentence | str] = {}
    if not 1 <= jp <= due:
        faults["jp"] = say("JP antara 1 dan %(due)d, sebanyak aturannya.", due=due)
    elif jp < due and not reason:
        faults["reason"] = say("Tuliskan mengapa JP-nya kurang dari aturan.")
    if faults:
        raise Invalid(say("Belum dapat diverifikasi. Perbaiki isiannya."), faults)


def _ensure_reason(reason: str) -> None:
    if not reason:
        raise Invalid(NO_REASON, {"reason": NO_REASON})


def _credit(claim: Claim, jp: int, rule: JpRule) -> JpCredit:
    return JpCredit(
        person_id=claim.person_id,
        agency_id=claim.agency_id,
        credited_on=claim.ended_on,
        jp=jp,
        minutes=jp * MINUTES,
        form_code=claim.form_code,
        jp_rule_id=rule.id,
        legal_basis=rule.legal_basis,
        source_kind=ELSEWHERE,
        source_id=str(claim.id),
        title=claim.title,
        written_at=clock.now(),
    )
