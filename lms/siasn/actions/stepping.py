"""A step of an entry, added in the transaction of what it tells."""

from typing import Any

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.language import Said, kept
from lms.siasn.models import Entry, EntryStep, StepKind


def add_step(
    entry: Entry,
    kind: StepKind,
    said: Said = "",
    *,
    sent: dict[str, Any] | None = None,
    by: int | None = None,
) -> None:
    db.session.add(
        EntryStep(
            enrolment_id=entry.enrolment_id,
            agency_id=entry.agency_id,
            sending_id=entry.sending_id,
            kind=kind,
            said=kept(said) if said else "",
            siasn_id=entry.siasn_id,
            sent=sent or {},
            person_id=by,
            at=clock.now(),
        )
    )
