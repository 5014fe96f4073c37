"""The dated rules by which an agency issues; each change is a new row."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lms.certificates import numbers, queries
from lms.certificates.models import Decision, Numbering, Signing
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Sentence, say

MOST_SIGNERS = 2
Rule = TypeVar("Rule", Numbering, Signing, Decision)


@dataclass(frozen=True)
class Signer:
    name: str
    post: str
    nip: str

    def kept(self) -> dict[str, str]:
        return {"name": self.name, "post": self.post, "nip": self.nip}


@dataclass(frozen=True)
class NumberingDraft:
    since: date
    pattern: str
    classification: str
    office: str
    place: str


def set_numbering(agency_id: int, draft: NumberingDraft, by: int) -> Numbering:
    """Raises Invalid where it cannot number, or begins before what has been issued already."""
    faults: dict[str, Sentence] = {}
    if found := numbers.faults_of(draft.pattern):
        faults["pattern"] = found[0]
    if "{kode_klasifikasi}" in draft.pattern and not draft.classification:
        faults["classification"] = say("Isi kode klasifikasi, sebab pola memakainya.")
    if "{opd}" in draft.pattern and not draft.office:
        faults["office"] = say("Isi singkatan perangkat daerah, sebab pola memakainya.")
    if not draft.place:
        faults["place"] = say("Isi tempat penerbitan, misalnya Jambi.")
    _ensure_from_today(draft.since, "since", faults)
    _refuse(faults)
    made = Numbering(agency_id=agency_id, **vars(draft), set_by=by, at=clock.now())
    return _keep(made, "certificate-numbering", agency_id, by)


def set_signers(agency_id: int, since: date, signers: list[Signer], by: int) -> Signing:
    """Raises Invalid for none, more than two, or one without a name or a post."""
    faults: dict[str, Sentence] = {}
    if not 1 <= len(signers) <= MOST_SIGNERS:
        faults["name_1"] = say("Isi paling sedikit satu penanda tangan.")
    for place, signer in enumerate(signers, 1):
        if not signer.name:
            faults[f"name_{place}"] = say("Isi nama penanda tangan.")
        if not signer.post:
            faults[f"post_{place}"] = say("Isi jabatan penanda tangan.")
        if signer.nip and (len(signer.nip) != 18 or not signer.nip.isdigit()):
            faults[f"nip_{place}"] = say("NIP terdiri dari 18 angka.")
    _ensure_from_today(since, "signers_since", faults)
    _refuse(faults)
    kept = [signer.kept() for signer in signers]
    made = Signing(agency_id=agency_id, since=since, signers=kept, set_by=by, at=clock.now())
    return _keep(made, "certificate-signing", agency_id, by)


def decide(
    agency_id: int, course_id: int, by: int, number: str = "", decided_on: date | None = None
) -> Decision:
    """At once by the letter of this number and date; without a number officers release again.

    Raises Invalid for a letter without a date or of the future, Conflict where nothing could be
    issued yet.
    """
    if number:
        faults: dict[str, Sentence] = {}
        if decided_on is None or decided_on > clock.today():
            faults["decided_on"] = say("Isi tanggal keputusan, paling akhir hari ini.")
        _refuse(faults)
        day = clock.today()
        if not (queries.numbering(agency_id, day) and queries.signing(agency_id, day)):
            raise Conflict(say("Aturlah dulu pola nomor dan penanda tangan yang berlaku hari ini."))
    made = Decision(
        agency_id=agency_id,
        course_id=course_id,
        at_once=bool(number),
        number=number,
        decided_on=decided_on if number else None,
        set_by=by,
        at=clock.now(),
    )
    return _keep(made, "certificate-decision", agency_id, by)


def _ensure_from_today(since: date, field: str, faults: dict[str, Sentence]) -> None:
    if since < clock.today():
        faults[field] = say("Aturan berlaku paling awal hari ini; yang sudah terbit tetap.")


def _refuse(faults: dict[str, Sentence]) -> None:
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _keep(made: Rule, kind: str, agency_id: int, by: int) -> Rule:
    db.session.add(made)
    db.session.flush()
    audit("set", kind, made.id, actor_id=by, agency_id=agency_id)
    return made
