"""Proposals and the pairs that came of them: how each stands, who is asked, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.foundation.language import say
from lms.identity.models import Membership, Person, Unit
from lms.identity.queries import in_force
from lms.mentoring.models import Pair, PairStep, Proposal, Proposer, State, StepKind


class Standing(StrEnum):
    """How a proposal or its pair stands today."""

    WAITING = "waiting"
    UPCOMING = "upcoming"  # agreed, and not begun
    RUNNING = "running"
    OVER = "over"  # its time has run out
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN = (Standing.UPCOMING, Standing.RUNNING)


@dataclass(frozen=True)
class Match:
    """A proposal with its people, and with the days of its pair where there is one."""

    id: int
    agency_id: int
    mentor_id: int
    mentor: str
    mentor_nip: str
    mentee_id: int
    mentee: str
    mentee_nip: str
    unit: str | None  # where the mentee works today
    unit_path: str | None
    goals: str
    proposed_as: Proposer
    proposed_by: int | None
    proposer: str | None
    proposed_at: datetime
    state: State
    asked_since: date
    asked_until: date | None
    pair_id: int | None
    pair_since: date | None
    pair_until: date | None

    @property
    def since(self) -> date:
        return self.pair_since or self.asked_since

    @property
    def until(self) -> date | None:
        """The first day on which it is over."""
        return self.pair_until if self.pair_id else self.asked_until

    @property
    def standing(self) -> Standing:
        if self.state != State.AGREED:
            return Standing(self.state)
        today = clock.today()
        if self.since > today:
            return Standing.UPCOMING
        return Standing.OVER if self.until and self.until <= today else Standing.RUNNING

    def is_side(self, person_id: int) -> bool:
        return person_id in {self.mentor_id, self.mentee_id}


mentor, mentee, _proposer = aliased(Person), aliased(Person), aliased(Person)


def matches(among: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Asks for proposals, in the order of the fields of a Match."""
    return told(
        *(Proposal.id, Proposal.agency_id),
        *(Proposal.mentor_id, mentor.name, mentor.nip),
        *(Proposal.mentee_id, mentee.name, mentee.nip, Unit.name, Unit.path),
        *(Proposal.goals, Proposal.proposed_as, Proposal.proposed_by, _proposer.name),
        *(Proposal.proposed_at, Proposal.state, Proposal.since, Proposal.until),
        *(Pair.id, Pair.since, Pair.until),
    ).where(among)


def told(*columns: Any) -> Select[*tuple[Any, ...]]:
    """These columns of proposals with their people, the mentee's unit of today and the pair."""
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        select(*columns)
        .select_from(Proposal)
        .join(mentor, mentor.id == Proposal.mentor_id)
        .join(mentee, mentee.id == Proposal.mentee_id)
        .outerjoin(_proposer, _proposer.id == Proposal.proposed_by)
        .outerjoin(Membership, and_(Membership.person_id == Proposal.mentee_id, today))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .outerjoin(Pair, Pair.id == Proposal.pair_id)
    )


def stands(standing: Standing) -> ColumnElement[bool]:
    """What `Match.standing` says of one, asked of all."""
    today, agreed = clock.today(), Proposal.state == State.AGREED
    if standing == Standing.UPCOMING:
        return and_(agreed, Pair.since > today)
    if standing == Standing.RUNNING:
        return and_(agreed, in_force(Pair.since, Pair.until, today))
    if standing == Standing.OVER:
        return and_(agreed, Pair.until <= today)
    return Proposal.state == standing.value


def proposal(proposal_id: int) -> Match:
    """Raises NotFound."""
    found = row(matches(Proposal.id == proposal_id))
    if found is None:
        raise NotFound(say("Tidak ada usulan atau pasangan dengan nomor itu."))
    return Match(*found)


def proposal_of(pair_id: int) -> Match:
    """The proposal that the pair came of; every pair has one."""
    found = row(matches(Proposal.pair_id == pair_id))
    assert found is not None
    return Match(*found)


def proposals_of(person_id: int) -> list[Match]:
    """Those in which the person is a side, the newest first."""
    side = or_(Proposal.mentor_id == person_id, Proposal.mentee_id == person_id)
    return [Match(*each) for each in rows(matches(side).order_by(Proposal.id.desc()))]


def asked_of(person_id: int) -> list[Match]:
    """Those that wait for the person's own answer, the oldest first."""
    side = or_(Proposal.mentor_id == person_id, Proposal.mentee_id == person_id)
    theirs = or_(Proposal.proposed_by.is_(None), Proposal.proposed_by != person_id)
    said = exists().where(
        PairStep.proposal_id == Proposal.id,
        PairStep.person_id == person_id,
        PairStep.kind == StepKind.ACCEPTED,
    )
    waits = matches(and_(Proposal.state == State.WAITING, side, theirs, ~said))
    return [Match(*each) for each in rows(waits.order_by(Proposal.id))]


def unanswered(proposal_id: int) -> frozenset[int]:
    """The sides who neither made the proposal nor accepted it yet."""
    yes = and_(PairStep.proposal_id == Proposal.id, PairStep.kind == StepKind.ACCEPTED)
    found = rows(
        select(Proposal.mentor_id, Proposal.mentee_id, Proposal.proposed_by, PairStep.person_id)
        .outerjoin(PairStep, yes)
        .where(Proposal.id == proposal_id)
    )
    sides = {side for each in found for side in (each.mentor_id, each.mentee_id)}
    return frozenset(sides - {it for each in found for it in (each.proposed_by, each.person_id)})


def steps(proposal_id: int) -> Sequence[AnyRow]:
    """All that happened, in order: kind, person_id, name, reason, at."""
    return rows(
        select(PairStep.kind, PairStep.person_id, Person.name, PairStep.reason, PairStep.at)
        .outerjoin(Person, Person.id == PairStep.person_id)
        .where(PairStep.proposal_id == proposal_id)
        .order_by(PairStep.id)
    )
