"""Letters that tell how training done elsewhere was answered; Indonesian first, then English."""

from uuid import UUID

from flask import current_app

from lms.foundation import mail
from lms.foundation.database import db
from lms.foundation.jobs import job
from lms.identity.queries import person
from lms.records import queries
from lms.records.actions import CLAIM_LETTER
from lms.records.models import ClaimStep, ClaimStepKind

TITLES = {
    ClaimStepKind.VERIFIED: "Pelatihan di luar diverifikasi: {title}",
    ClaimStepKind.REFUSED: "Pelatihan di luar belum diterima: {title}",
    ClaimStepKind.REVERSED: "Verifikasi pelatihan di luar dibatalkan: {title}",
}
SAID = {
    ClaimStepKind.VERIFIED: (
        "Pelatihan {title} diverifikasi; {jp} JP dicatat di rapor Anda.{reason}",
        "Your training elsewhere was verified and its hours are in your record.",
    ),
    ClaimStepKind.REFUSED: (
        "Pelatihan {title} belum diterima.{reason} Anda dapat memperbaiki dan mengirimnya lagi.",
        "Your training elsewhere was not accepted yet. You may mend it and send it again.",
    ),
    ClaimStepKind.REVERSED: (
        "Verifikasi pelatihan {title} dibatalkan; JP-nya dibalik di rapor Anda.{reason}",
        "The verification of your training elsewhere was taken back.",
    ),
}
TEXT = """Yth. {name},

{said}

{address}

Dear colleague: {english}
"""


@job(CLAIM_LETTER, slow=True)
def claim_letter(claim_id: str, step_id: int) -> None:
    """One for each answer; who has no address reads it in the record."""
    claim = queries.claim(UUID(claim_id))
    step, to = db.session.get_one(ClaimStep, step_id), person(claim.person_id)
    if not (to.email and to.active):
        return
    reason = f" Alasannya: {step.reason}" if step.reason else ""
    named = {"title": claim.title, "jp": step.detail.get("jp"), "reason": reason}
    said, english = (each.format(**named) for each in SAID[step.kind])
    address = mail.address(f"/transcript/elsewhere/{claim.id}")
    text = TEXT.format(name=to.name, said=said, english=english, address=address)
    try:
        mail.post(to.email, TITLES[step.kind].format(**named), text)
    except mail.NOT_REACHED:
        current_app.logger.warning("claim %s: its address takes no letters", claim.id)
