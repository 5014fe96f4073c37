"""Proposals of pairs in a test, made and answered as the rooms do it."""

from datetime import date, timedelta

from sqlalchemy import select

from cast import Someone
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.mentoring import actions, queries
from lms.mentoring.actions import Wish
from lms.mentoring.models import PairStep, Proposer
from lms.mentoring.queries import Match

GOALS = "Menulis memo yang jelas"
HALF_A_YEAR = timedelta(days=182)


def ask(  # noqa: PLR0913  two people, and by keyword what is unusual
    mentor: Someone,
    mentee: Someone,
    role: Proposer = Proposer.MENTEE,
    by: Someone | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Propose, by default as the side that the role names; answers the proposal's id."""
    first = since or clock.today()
    who = by or {Proposer.MENTOR: mentor, Proposer.MENTEE: mentee}[role]
    last = until or first + HALF_A_YEAR
    with transaction():
        return actions.propose(Wish(mentor.id, mentee.id, first, last, GOALS, role, who.id)).id


def accept(proposal_id: int, *people: Someone) -> None:
    for someone in people:
        with transaction():
            actions.accept(proposal_id, someone.id)


def standing(proposal_id: int) -> str:
    return the(proposal_id).standing.value


def the(proposal_id: int) -> Match:
    db.session.rollback()
    return queries.proposal(proposal_id)


def kinds(proposal_id: int) -> list[str]:
    """The steps so far, in order."""
    db.session.rollback()
    found = select(PairStep.kind).where(PairStep.proposal_id == proposal_id).order_by(PairStep.id)
    return [each.value for each in db.session.scalars(found)]
