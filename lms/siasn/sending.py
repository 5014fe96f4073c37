"""The jobs: a sending, record by record, and identifiers of people asked by their NIPs.

What is written at SIASN is written once. The intent is committed before the request; what nobody
answered rests until it has arrived or never will; and before anything new is written the person's
records there are read, and one that is there is adopted.
"""

import time
from datetime import timedelta

from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Cancelled, enqueue, job, progress
from lms.foundation.language import Said, say
from lms.identity.models import Agency
from lms.identity.queries import Scope
from lms.siasn import actions, pacing, queries, reaching
from lms.siasn.actions import JOB, PEOPLE_JOB
from lms.siasn.answers import Busy, LockedOut, NotWritten, Siasn, Unheard
from lms.siasn.models import AgencyRule, Sending, SendingState
from lms.siasn.writing import Outcome, one

AGAIN = timedelta(minutes=1)  # until what was put off is tried again
LONGEST_PAUSE = 300.0  # seconds that a job waits for SIASN; longer ones stop the sending
BREATH = 1.0  # seconds between two looks at whether to go on
OFF = say("Pengiriman ke SIASN belum diatur di server ini untuk instansi Anda.")
NO_RULES = say("Isi dulu pengaturan SIASN instansi.")


class Stopped(Exception):
    """The sending cannot go on by itself; `said` is for the officers."""

    def __init__(self, said: Said) -> None:
        super().__init__(str(said))
        self.said = said


def sleep(seconds: float) -> None:
    time.sleep(seconds)


@job(JOB, slow=True)
def send(sending_id: int) -> None:
    """Done twice, or by two workers at once, it sends nothing twice."""
    found = queries.sending(sending_id)
    if found is None or found.state != SendingState.RUNNING:
        return
    agency_id, total = found.agency_id, found.total
    try:
        siasn, rule = _reached(agency_id)
        _send_all(sending_id, total, siasn, rule)
        _go_on_or_end(sending_id)
    except Stopped as stopped:
        with transaction():
            actions.stop(sending_id, stopped.said)
    except Cancelled:
        with transaction():
            actions.release(db.session.get_one(Sending, sending_id), SendingState.CANCELLED)
        raise


def _reached(agency_id: int) -> tuple[Siasn, AgencyRule]:
    siasn = reaching.reach(db.session.get(Agency, agency_id))
    rule = queries.agency_rule(agency_id)
    if siasn is None or rule is None:
        raise Stopped(NO_RULES if siasn else OFF)
    return siasn, rule


def _send_all(sending_id: int, total: int, siasn: Siasn, rule: AgencyRule) -> None:
    agency_id, a_minute, most = rule.agency_id, rule.a_minute, rule.faults
    faults = 0
    for enrolment_id in queries.waiting_ids(sending_id):
        progress(max(0, total - queries.count_waiting(sending_id)), total)
        _wait(pacing.seconds_until_turn(agency_id, a_minute, 2))
        if not _runs(sending_id):
            return
        outcome = one(enrolment_id, sending_id, agency_id, siasn)
        faults = _count(faults, outcome, most)
        if isinstance(outcome.trouble, Busy):
            _rest(agency_id, outcome.trouble)


def _runs(sending_id: int) -> bool:
    found = queries.sending(sending_id)
    return found is not None and found.state == SendingState.RUNNING


def _count(faults: int, outcome: Outcome, most: int) -> int:
    """Faults one after the other; raises Stopped where there are too many, or no way in."""
    trouble = outcome.trouble
    if isinstance(trouble, LockedOut):
        raise Stopped(trouble.said)
    if not isinstance(trouble, NotWritten | Unheard):
        return 0 if trouble is None and outcome.asked else faults
    if faults + 1 >= most:
        raise Stopped(
            say(
                "Berhenti sendiri sesudah %(most)d gangguan berturut-turut. Terakhir: %(said)s",
                most=most,
                said=trouble.said,
            )
        )
    return faults + 1


def _rest(agency_id: int, busy: Busy) -> None:
    pacing.put_off(agency_id, busy.seconds)
    if busy.seconds > LONGEST_PAUSE:
        minutes = -(-int(busy.seconds) // 60)
        raise Stopped(
            say("SIASN meminta menunggu %(many)d menit. Lanjutkan sesudah itu.", many=minutes)
        )


def _wait(seconds: float) -> None:
    """In short breaths, between which a cancellation is heard."""
    while seconds > 0:
        sleep(min(seconds, BREATH))
        seconds -= BREATH


def _go_on_or_end(sending_id: int) -> None:
    """What still waits is gone on with when its time has come; else it is done."""
    if not _runs(sending_id):
        return
    now = clock.now()
    with transaction():
        if not queries.count_waiting(sending_id):
            actions.end(sending_id)
        elif queries.waiting_ids(sending_id):
            enqueue(JOB, due_at=now + AGAIN, sending_id=sending_id)
        else:
            enqueue(JOB, due_at=queries.settles_at(sending_id), sending_id=sending_id)


@job(PEOPLE_JOB, slow=True)
def ask_for_people(agency_id: int) -> None:
    """Identifiers of those who have records and none of these; who was found is kept at once."""
    siasn, rule = _reached_or_none(agency_id)
    if siasn is None or rule is None:
        return
    a_minute = rule.a_minute
    scope = Scope(agencies=frozenset({agency_id}))
    people = queries.list_without_id(scope, actions.MOST_ASKED)
    for done, person in enumerate(people):
        progress(done, len(people))
        _wait(pacing.seconds_until_turn(agency_id, a_minute, 1))
        orang_id = siasn.orang_id(person.nip)
        with transaction():
            if orang_id:
                actions.note_person(agency_id, person.id, orang_id, "siasn")


def _reached_or_none(agency_id: int) -> tuple[Siasn | None, AgencyRule | None]:
    try:
        return _reached(agency_id)
    except Stopped:
        return None, None
