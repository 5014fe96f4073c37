"""Which records are sent together; and the end of that before all of them went."""

from collections.abc import Sequence

from sqlalchemy import or_, select, update

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.inserting import insert_into
from lms.foundation.jobs import enqueue
from lms.foundation.language import Said, kept, say
from lms.siasn.actions.stepping import add_step
from lms.siasn.models import Entry, EntryState, Sending, SendingState, StepKind

JOB = "siasn.send"
MOST = 5000


def choose(agency_id: int, enrolment_ids: Sequence[int], by: int) -> Sending:
    """A sending of these records, which a job begins once this is kept.

    What waits in another sending that runs is left there, so a second click sends nothing twice.
    Raises Conflict where nothing is left.
    """
    chosen = sorted(enrolment_ids)[:MOST]
    _enter(agency_id, chosen)
    free = _free(agency_id, chosen)
    if not free:
        raise Conflict(say("Tidak ada lagi yang dapat dikirim: catatan itu sudah dalam antrean."))
    made = Sending(
        agency_id=agency_id,
        person_id=by,
        asked_at=clock.now(),
        total=len(free),
        state=SendingState.RUNNING,
    )
    db.session.add(made)
    db.session.flush()
    for entry in free:
        entry.sending_id, entry.tries = made.id, 0
        add_step(entry, StepKind.CHOSEN, by=by)
    enqueue(JOB, sending_id=made.id)
    _audit("asked", made, by, many=made.total)
    return made


def _enter(agency_id: int, enrolment_ids: Sequence[int]) -> None:
    """An entry for each, made by whoever is first."""
    if not enrolment_ids:
        return
    fresh = {"state": EntryState.NEW, "version": 0, "tries": 0, "siasn_id": "", "number": ""}
    given = [
        {"enrolment_id": each, "agency_id": agency_id, **fresh, "sent": {}}
        for each in enrolment_ids
    ]
    db.session.execute(insert_into(Entry).on_conflict_do_nothing(), given)


def _free(agency_id: int, enrolment_ids: Sequence[int]) -> list[Entry]:
    """Locked, so that of two who choose the same the second finds it taken."""
    runs = select(Sending.id).where(Sending.state == SendingState.RUNNING)
    idle = or_(Entry.sending_id.is_(None), Entry.sending_id.not_in(runs))
    own = (Entry.agency_id == agency_id, Entry.enrolment_id.in_(enrolment_ids))
    asked = select(Entry).where(*own).order_by(Entry.enrolment_id).with_for_update()
    db.session.scalars(asked).all()  # wait first, then look
    found = select(Entry).where(*own, idle).order_by(Entry.enrolment_id)
    return list(db.session.scalars(found.execution_options(populate_existing=True)))


def resume(sending_id: int, by: int) -> None:
    """Go on with what is left; a sending that runs already is only asked to once more."""
    found = _locked(sending_id)
    if found.state not in (SendingState.RUNNING, SendingState.STOPPED):
        raise Conflict(say("Pengiriman ini sudah berakhir."))
    found.state, found.fault, found.ended_at = SendingState.RUNNING, "", None
    tries = update(Entry).where(Entry.sending_id == sending_id).values(tries=0)
    db.session.execute(tries)
    enqueue(JOB, sending_id=sending_id)
    _audit("resumed", found, by)


def cancel(sending_id: int, by: int) -> None:
    """What was not sent yet stays here; what is underway is told when it is known."""
    found = _locked(sending_id)
    if found.state in (SendingState.RUNNING, SendingState.STOPPED):
        release(found, SendingState.CANCELLED, by)
        _audit("cancelled", found, by)


def release(found: Sending, state: SendingState, by: int | None = None) -> None:
    """End it, and let go what still waits there; whoever sends one just now lets go of it."""
    waits = (Entry.sending_id == found.id, Entry.state != EntryState.SENDING)
    for entry in db.session.scalars(select(Entry).where(*waits)):
        add_step(entry, StepKind.LEFT, by=by)
        entry.sending_id = None
    found.state, found.ended_at = state, clock.now()


def end(sending_id: int) -> None:
    """Nothing waits there any more."""
    found = _locked(sending_id)
    if found.state == SendingState.RUNNING:
        release(found, SendingState.DONE)


def stop(sending_id: int, fault: Said) -> None:
    """By itself; what still waits goes on when somebody resumes it."""
    found = _locked(sending_id)
    if found.state == SendingState.RUNNING:
        found.state, found.fault, found.ended_at = SendingState.STOPPED, kept(fault), clock.now()


def _locked(sending_id: int) -> Sending:
    own = select(Sending).where(Sending.id == sending_id).with_for_update()
    return db.session.scalars(own.execution_options(populate_existing=True)).one()


def _audit(verb: str, found: Sending, by: int, **detail: object) -> None:
    audit(verb, "siasn-sending", found.id, actor_id=by, agency_id=found.agency_id, **detail)
