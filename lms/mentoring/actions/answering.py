"""Answering a proposal: by the sides who did not make it, or taken back by who did."""

from datetime import date

from sqlalchemy import or_, select

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotAllowed
from lms.foundation.language import say
from lms.mentoring import queries
from lms.mentoring.actions.pairing import begin, end_pair, ensure_free, hold
from lms.mentoring.actions.proposing import ensure_able
from lms.mentoring.actions.steps import note, worded
from lms.mentoring.models import Pair, Proposal, State, StepKind

CLOSED = say("Usulan ini tidak lagi menunggu jawaban Anda.")
CLOSED_PAIR = say("Pasangan ini tidak sedang berjalan, atau bukan wewenang Anda.")


def _open(proposal_id: int) -> Proposal:
    """Locked while it is answered; raises Conflict where it waits no longer.

    The people first: whoever makes a pair holds them, and then lets their other proposals lapse.
    """
    asked = db.session.get_one(Proposal, proposal_id)
    hold(asked.mentor_id, asked.mentee_id)
    asked = db.session.get_one(Proposal, proposal_id, with_for_update=True, populate_existing=True)
    if asked.state != State.WAITING:
        raise Conflict(CLOSED)
    return asked


def _ensure_asked(asked: Proposal, by: int) -> None:
    if by not in queries.unanswered(asked.id):
        raise NotAllowed(say("Usulan ini tidak menunggu jawaban Anda."))


def accept(proposal_id: int, by: int) -> Pair | None:
    """Say yes for one side; answers the pair where that was the last that was missing.

    Raises Conflict where the world has moved on: its days are over, the mentee has another mentor,
    the mentor's places are taken.
    """
    asked = _open(proposal_id)
    _ensure_asked(asked, by)
    since = max(asked.since, clock.today())
    if asked.until is not None and asked.until <= since:
        raise Conflict(say("Masa yang diusulkan sudah lewat. Mintalah usulan baru."))
    ensure_free(asked.mentor_id, asked.mentee_id, since, asked.until)
    ensure_able(asked.mentor_id, asked.mentee_id, asked.proposed_as)
    note(asked, StepKind.ACCEPTED, by)
    if queries.unanswered(asked.id):
        return None
    made = begin(asked, by, since=since)
    _let_others_lapse(made)
    return made


def _let_others_lapse(made: Pair) -> None:
    """Who has a mentor for those days is asked no more about others."""
    overlaps = [or_(Proposal.until.is_(None), Proposal.until > made.since)]
    if made.until is not None:
        overlaps.append(Proposal.since < made.until)
    waiting = (Proposal.state == State.WAITING, Proposal.mentee_id == made.mentee_id)
    for other in db.session.scalars(select(Proposal).where(*waiting, *overlaps)).all():
        other.state = State.LAPSED
        note(other, StepKind.LAPSED, None)


def decline(proposal_id: int, by: int, reason: str) -> None:
    """Say no for one side, and why: nobody is left to guess."""
    why = worded(reason, "reason")
    asked = _open(proposal_id)
    _ensure_asked(asked, by)
    asked.state = State.DECLINED
    note(asked, StepKind.DECLINED, by, why)


def withdraw(proposal_id: int, by: int | None, reason: str = "") -> None:
    """Take back what one proposed oneself; `by` none is the operator at the server."""
    asked = _open(proposal_id)
    if by is not None and asked.proposed_by != by:
        raise NotAllowed(say("Hanya pengusulnya yang dapat menarik usulan ini."))
    asked.state = State.WITHDRAWN
    note(asked, StepKind.WITHDRAWN, by, reason)


def end_early(proposal_id: int, by: int | None, reason: str, on: date | None = None) -> Pair:
    """End a running pair, or call off one that has not begun, and say why."""
    why = worded(reason, "reason")
    asked = db.session.get_one(Proposal, proposal_id)
    if asked.state != State.AGREED or asked.pair_id is None:
        raise Conflict(CLOSED_PAIR)
    ended = db.session.get_one(Pair, asked.pair_id)
    end_pair(ended, on or clock.today(), by, why)
    return ended
