"""Asking two people to become a pair."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.identity.models import Person
from lms.identity.queries import membership
from lms.mentoring import queries
from lms.mentoring.actions.pairing import agency_of, ensure_free, ensure_sensible
from lms.mentoring.actions.steps import note, worded
from lms.mentoring.models import Proposal, Proposer, State, StepKind

MAY_EXCEED = (Proposer.OFFICER, Proposer.OPERATOR)  # what a mentor's places are to others


@dataclass(frozen=True)
class Wish:
    """Whom somebody would like to see paired; `until` is the first day that it would be over."""

    mentor_id: int
    mentee_id: int
    since: date
    until: date | None
    goals: str
    proposed_as: Proposer
    by: int | None


def propose(wish: Wish) -> Proposal:
    """Ask both who did not propose it themselves.

    Raises Invalid where the wish makes no sense; Conflict where the mentee has a mentor then, the
    mentor has no place left, or the two are asked already.
    """
    ensure_sensible(wish.mentor_id, wish.mentee_id, wish.since, wish.until)
    if wish.since < clock.today():
        sentence = say("Masa bimbingan mulai paling awal hari ini.")
        raise Invalid(sentence, {"since": sentence})
    goals = worded(wish.goals, "goals")
    ensure_free(wish.mentor_id, wish.mentee_id, wish.since, wish.until)
    ensure_able(wish.mentor_id, wish.mentee_id, wish.proposed_as)
    _ensure_not_asked(wish.mentor_id, wish.mentee_id)
    made = Proposal(
        mentor_id=wish.mentor_id,
        mentee_id=wish.mentee_id,
        agency_id=agency_of(wish.mentee_id, clock.today()),
        since=wish.since,
        until=wish.until,
        goals=goals,
        proposed_as=wish.proposed_as,
        proposed_by=wish.by,
        proposed_at=clock.now(),
        state=State.WAITING,
    )
    db.session.add(made)
    db.session.flush()
    note(made, StepKind.PROPOSED, wish.by)
    return made


def ensure_able(mentor_id: int, mentee_id: int, proposed_as: Proposer) -> None:
    """Both in service and in one agency today, and a place left with the mentor."""
    for person_id in (mentor_id, mentee_id):
        if not db.session.get_one(Person, person_id).active:
            raise Invalid(say("Salah seorang sudah tidak aktif, jadi tidak dapat dipasangkan."))
    places = [membership(each, clock.today()) for each in (mentor_id, mentee_id)]
    agencies = {each.unit.agency_id for each in places if each}
    if None in places or len(agencies) != 1:
        raise Invalid(say("Mentor dan binaan harus bertugas di instansi yang sama."))
    if proposed_as not in MAY_EXCEED and not queries.places([mentor_id])[mentor_id].left:
        raise Conflict(
            say(
                "Tempat pada mentor ini sudah penuh. Mentor dapat menambahnya di Pasangan mentor "
                "saya; atau pilih mentor lain, atau mintalah penyelenggara mengusulkannya."
            )
        )


def _ensure_not_asked(one: int, other: int) -> None:
    """The two are asked once at a time, whichever would guide the other."""
    straight = and_(Proposal.mentor_id == one, Proposal.mentee_id == other)
    turned = and_(Proposal.mentor_id == other, Proposal.mentee_id == one)
    waits = Proposal.state == State.WAITING
    if db.session.scalar(select(Proposal.id).where(waits, or_(straight, turned))):
        raise Conflict(say("Usulan untuk kedua orang ini masih menunggu jawaban."))
