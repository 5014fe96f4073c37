"""Certificates as tests arrange and find them."""

from uuid import UUID

from sqlalchemy import select

from lms.certificates import actions, queries
from lms.certificates.actions import Grounds, NumberingDraft, Signer
from lms.certificates.models import Certificate
from lms.certificates.queries import Shown
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.records.models import Completion

PATTERN = "{seq:04}/{kode_klasifikasi}/{opd}/{bulan_romawi}/{tahun}"
SIGNER = Signer("Hendra Saputra", "Kepala BPSDM", "198001152005011007")
FIRST = "0001/800.2.4/BPSDM/XI/2026"


def settle(agency_id: int, by: int) -> None:
    with transaction():
        draft = NumberingDraft(clock.today(), PATTERN, "800.2.4", "BPSDM", "Jambi")
        actions.set_numbering(agency_id, draft, by)
        actions.set_signers(agency_id, clock.today(), [SIGNER], by)


def issued(completion_id: UUID, by: int | None = None) -> Shown:
    """The certificate of a completion, issued by a word."""
    with transaction():
        completion = db.session.get_one(Completion, completion_id)
        made = actions.issue(completion, Grounds(by=by)).id
    return queries.certificate(made)


def certificates() -> list[Certificate]:
    """All there are, by their place in the year."""
    db.session.rollback()
    ordered = (Certificate.agency_id, Certificate.sequence)
    return list(db.session.scalars(select(Certificate).order_by(*ordered)))


def let_have(person_id: int) -> Shown:
    """The certificate of the latest that somebody completed, in the open transaction."""
    latest = select(Completion).where(Completion.person_id == person_id)
    completion = db.session.scalars(latest.order_by(Completion.position.desc())).first()
    assert completion
    return queries.certificate(actions.issue(completion, Grounds()).id)
