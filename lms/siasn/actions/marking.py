"""What an officer mended in SIASN by hand, and says so here."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.siasn.actions.stepping import add_step
from lms.siasn.models import Entry, EntryState, StepKind
from lms.siasn.queries import Laid

MENDABLE = (EntryState.ACCEPTED, EntryState.REFUSED, EntryState.UNKNOWN)


@dataclass(frozen=True)
class Mended:
    """What was done there."""

    reason: str
    removed: bool
    siasn_id: str = ""  # empty: as it was


def mark_by_hand(enrolment_id: int, laid: Laid, mended: Mended, by: int) -> None:
    """SIASN now holds it as it stands here, or, where it was removed, not at all.

    Raises Invalid without a reason, Conflict for what is on its way.
    """
    why = " ".join(mended.reason.split())
    if not why:
        raise Invalid(
            say("Tuliskan apa yang diperbaiki di SIASN."),
            {"reason": say("Tuliskan apa yang diperbaiki di SIASN.")},
        )
    own = select(Entry).where(Entry.enrolment_id == enrolment_id).with_for_update()
    entry = db.session.scalars(own.execution_options(populate_existing=True)).first()
    if entry is None or entry.state not in MENDABLE:
        raise Conflict(say("Catatan ini belum dikirim, atau sedang dikirim."))
    entry.state = EntryState.REMOVED if mended.removed else EntryState.ACCEPTED
    entry.siasn_id = "" if mended.removed else mended.siasn_id or entry.siasn_id
    entry.completion_id, entry.number, entry.sent = laid.completion_id, laid.number, laid.fields
    entry.version += 1
    entry.sending_id = None
    add_step(entry, StepKind.REMOVED if mended.removed else StepKind.BY_HAND, why, by=by)
    audit("marked", "siasn-entry", enrolment_id, actor_id=by, agency_id=entry.agency_id, reason=why)
