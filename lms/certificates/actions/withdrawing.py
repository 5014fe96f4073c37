"""A certificate is revoked, or another takes its place; each with a reason that all may read."""

import re
from uuid import UUID

from sqlalchemy import delete, select, update

from lms.certificates import queries
from lms.certificates.actions.issuing import Grounds, issue, note_step
from lms.certificates.models import (
    Certificate,
    CertificateFile,
    CertificatePerson,
    CertificateStatus,
)
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.learning.models import Enrolment
from lms.records.models import Completion
from lms.records.queries import CURRENT

LONGEST_REASON = 500
A_NIP = re.compile(r"(?<!\d)\d(?:[ .-]?\d){17}(?!\d)")


def revoke(certificate_id: UUID, reason: str, by: int) -> None:
    """Raises Invalid without a reason, Conflict where it is not valid any more."""
    why = _reason(reason)
    held = _valid(certificate_id)
    note_step(held, CertificateStatus.REVOKED, why, by)


def reissue(certificate_id: UUID, reason: str, by: int) -> Certificate:
    """Another in its place, by the record as it stands now; also of one that was revoked.

    Raises Invalid without a reason, Conflict where another took its place already.
    """
    why = _reason(reason)
    held = _held(certificate_id)
    if queries.status_of(held.id) == CertificateStatus.REISSUED:
        raise Conflict(say("Sertifikat ini sudah diganti. Bukalah yang terbaru."))
    note_step(held, CertificateStatus.REISSUED, why, by)
    current = (Completion.enrolment_id == held.enrolment_id, CURRENT)
    completion = db.session.scalars(select(Completion).where(*current)).one()
    return issue(completion, Grounds(by=by, before=held))


def redact(certificate_id: UUID, by: int | None) -> list[str]:
    """Take the personal text away, as law asks; the certificate itself stays on record.

    Answers the digests of files that the caller removes from the store once this is kept.
    """
    blank = dict.fromkeys(("nip", "name", "rank_group", "post", "unit_name", "agency_name"), "")
    of_it = CertificatePerson.certificate_id == certificate_id
    db.session.execute(
        update(CertificatePerson).where(of_it).values(**blank, redacted_at=clock.now())
    )
    files = CertificateFile.certificate_id == certificate_id
    digests = db.session.scalars(select(CertificateFile.digest).where(files)).all()
    db.session.execute(delete(CertificateFile).where(files))
    held = db.session.get_one(Certificate, certificate_id)
    about = {"actor_id": by, "agency_id": held.agency_id}
    audit("redacted", "certificate", certificate_id, **about)
    return list(digests)


def _reason(reason: str) -> str:
    why = reason.strip()
    if not 0 < len(why) <= LONGEST_REASON:
        fault = say(
            "Tuliskan alasannya, paling panjang %(max)d huruf; alasan itu tampil bagi siapa pun "
            "yang memeriksa sertifikat ini.",
            max=LONGEST_REASON,
        )
        raise Invalid(fault, {"reason": fault})
    if A_NIP.search(why):
        fault = say("Alasan ini tampil bagi siapa pun. Jangan tulis NIP di dalamnya.")
        raise Invalid(fault, {"reason": fault})
    return why


def _held(certificate_id: UUID) -> Certificate:
    """With the enrolment's lock, so that two officers come one after the other."""
    found = db.session.get_one(Certificate, certificate_id)
    held = select(Enrolment.id).where(Enrolment.id == found.enrolment_id)
    db.session.execute(held.with_for_update(key_share=True))
    return found


def _valid(certificate_id: UUID) -> Certificate:
    held = _held(certificate_id)
    if queries.status_of(held.id) != CertificateStatus.ISSUED:
        raise Conflict(say("Sertifikat ini sudah dicabut atau diganti."))
    return held
