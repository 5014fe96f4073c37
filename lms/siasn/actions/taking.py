"""One entry in one worker's hands: the intent is kept before the request, its end afterwards."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.language import Said
from lms.siasn.actions.stepping import add_step
from lms.siasn.models import Entry, EntryState, Sending, SendingState, StepKind
from lms.siasn.queries import Laid
from lms.siasn.queries.entries import OPEN, SETTLE

TRIES = 3  # in one sending, until an entry is left to the officers


@dataclass(frozen=True)
class Taken:
    """An entry as it was when a worker took it."""

    enrolment_id: int
    version: int  # that it has now; another one's taking counts it up
    before: EntryState  # never SENDING: what nobody finished is unknown
    before_at: datetime | None
    at: datetime
    siasn_id: str


@dataclass(frozen=True)
class End:
    """How it went."""

    kind: StepKind
    state: EntryState | None  # none: as it was before
    said: Said = ""
    siasn_id: str = ""


def take(enrolment_id: int, sending_id: int, laid: Laid) -> Taken | None:
    """Keep the intent to send it; nothing where another worker has it, or it was let go.

    Once this is committed a crash leaves it as sent without an answer, and nobody else takes it
    before such a request has arrived or never will.
    """
    now = clock.now()
    own = select(Entry).where(Entry.enrolment_id == enrolment_id).with_for_update()
    found = db.session.scalars(own.execution_options(populate_existing=True)).one()
    held = found.state in OPEN and found.taken_at and found.taken_at > now - SETTLE
    if found.sending_id != sending_id or held:
        return None
    before = EntryState.UNKNOWN if found.state == EntryState.SENDING else found.state
    taken = Taken(
        enrolment_id, found.version + 1, before, found.taken_at, now, _changed_by_id(found)
    )
    if taken.siasn_id:
        add_step(found, StepKind.SUPERSEDED, sent=found.sent)
    found.version, found.state, found.taken_at = taken.version, EntryState.SENDING, now
    found.tries += 1
    add_step(found, StepKind.SENT, sent=laid.fields)
    return taken


def _changed_by_id(found: Entry) -> str:
    """What was taken out there by hand is written anew."""
    return "" if found.state == EntryState.REMOVED else found.siasn_id


def tell(taken: Taken, laid: Laid, end: End) -> None:
    """What became of it; an entry that another worker has taken since keeps what that one says."""
    own = (Entry.enrolment_id == taken.enrolment_id, Entry.version == taken.version)
    state = end.state or taken.before
    done = end.kind in (StepKind.ACCEPTED, StepKind.FOUND)
    values: dict[str, object] = {"state": state, "version": taken.version + 1}
    if end.kind == StepKind.PUT_OFF:
        values["taken_at"] = taken.before_at
    if done:
        values |= {"siasn_id": end.siasn_id, "completion_id": laid.completion_id}
        values |= {"number": laid.number, "sent": laid.fields}
    mine = db.session.execute(update(Entry).where(*own).values(values)).rowcount  # type: ignore[attr-defined]  # an update's result counts
    entry = db.session.get_one(Entry, taken.enrolment_id, populate_existing=True)
    add_step(entry, end.kind, end.said, sent=laid.fields if done else None)
    if mine:
        _let_go(entry, done=done or state == EntryState.REFUSED)


def put_aside(enrolment_id: int, sending_id: int, said: Said) -> None:
    """It cannot be sent as it stands today; it leaves its sending with the reason."""
    own = select(Entry).where(Entry.enrolment_id == enrolment_id).with_for_update()
    entry = db.session.scalars(own.execution_options(populate_existing=True)).one()
    if entry.sending_id == sending_id and entry.state != EntryState.SENDING:
        add_step(entry, StepKind.PUT_OFF, said)
        entry.sending_id = None


def _let_go(entry: Entry, *, done: bool) -> None:
    runs = select(Sending.state).where(Sending.id == entry.sending_id)
    ended = db.session.scalar(runs) in (SendingState.CANCELLED, SendingState.DONE)
    if done or ended or entry.tries >= TRIES:
        entry.sending_id = None
