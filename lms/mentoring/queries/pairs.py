"""Who is whose mentor today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, and_, func, or_, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Membership, Person, Post, Unit
from lms.identity.queries import in_force
from lms.mentoring.models import Message, Pair, PairStep, Proposal, ReadMark, StepKind, Thread
from lms.mentoring.queries.threads import mark_of, unread


@dataclass(frozen=True)
class Mentee:
    """A person whom a mentor follows: since when, and how things stand between the two."""

    id: int
    name: str
    post: str | None
    unit: str | None
    since: date
    until: date | None
    goals: str
    last_at: datetime | None  # the last word between the two
    new: int  # answers that the mentor has not read


def mentees(mentor_id: int) -> list[Mentee]:
    """The people whose mentor this is today, by name."""
    today = clock.today()
    placed = and_(
        Membership.person_id == Person.id, in_force(Membership.since, Membership.until, today)
    )
    found = rows(
        select(
            Person.id,
            Person.name,
            Post.title,
            Unit.name,
            Pair.since,
            Pair.until,
            Pair.goals,
            _last_word(mentor_id),
            _unread_answers(mentor_id),
        )
        .select_from(Pair)
        .join(Person, Person.id == Pair.mentee_id)
        .outerjoin(Membership, placed)
        .outerjoin(Post, Post.id == Membership.post_id)
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .where(Pair.mentor_id == mentor_id, in_force(Pair.since, Pair.until, today))
        .order_by(Person.name)
    )
    return [Mentee(*each) for each in found]


def _last_word(mentor_id: int) -> ScalarSelect[Any]:
    """When one of the two last wrote to the other."""
    both = Message.author_id.in_([mentor_id, Pair.mentee_id])
    return (
        select(func.max(Message.at))
        .join(Thread, Thread.id == Message.thread_id)
        .where(Thread.person_id == Pair.mentee_id, both)
        .scalar_subquery()
    )


def _unread_answers(mentor_id: int) -> ScalarSelect[Any]:
    return (
        select(func.count())
        .select_from(Message)
        .join(Thread, Thread.id == Message.thread_id)
        .outerjoin(ReadMark, mark_of(mentor_id))
        .where(Thread.person_id == Pair.mentee_id, unread(mentor_id))
        .scalar_subquery()
    )


def mentor_of(person_id: int) -> AnyRow | None:
    """The person's mentor of today: id, name, since, until, goals."""
    return row(
        select(Person.id, Person.name, Pair.since, Pair.until, Pair.goals)
        .join(Pair, Pair.mentor_id == Person.id)
        .where(Pair.mentee_id == person_id, in_force(Pair.since, Pair.until, clock.today()))
        .limit(1)
    )


def mentored_among(person_ids: Collection[int]) -> frozenset[int]:
    """Which of these people have a mentor today or will have one."""
    found = rows(
        select(Pair.mentee_id).where(
            Pair.mentee_id.in_(sorted(person_ids)),
            or_(Pair.until.is_(None), Pair.until > clock.today()),
            or_(Pair.until.is_(None), Pair.until > Pair.since),
        )
    )
    return frozenset(each.mentee_id for each in found)


def guided_until(person_id: int, reader_id: int) -> datetime | None:
    """When the reader's guiding of the person was last over; none where it never was."""
    ended = and_(PairStep.proposal_id == Proposal.id, PairStep.kind == StepKind.ENDED)
    found = rows(
        select(Pair.until, PairStep.at)
        .join(Proposal, Proposal.pair_id == Pair.id)
        .outerjoin(PairStep, ended)
        .where(
            Pair.mentor_id == reader_id,
            Pair.mentee_id == person_id,
            Pair.until > Pair.since,
            Pair.until <= clock.today(),
        )
    )
    return max((max(clock.dawn(day), at or clock.dawn(day)) for day, at in found), default=None)
