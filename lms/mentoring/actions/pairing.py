"""Making and ending pairs; the grant that opens the mentee's work comes and goes with the pair."""

from datetime import date, timedelta

from sqlalchemy import and_, or_, select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.identity.actions import give_grant
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import membership, person
from lms.mentoring.actions.steps import note
from lms.mentoring.models import Pair, Proposal, Proposer, State, StepKind


def pair(  # noqa: PLR0913  what makes a pair, by keyword
    mentor_id: int,
    mentee_id: int,
    *,
    since: date,
    until: date | None = None,
    goals: str = "",
    by: int | None = None,
    reason: str = "",
) -> Pair:
    """Let a senior guide a junior from `since` on, where both have agreed outside this house.

    `until` is the first day that it is over; `reason` the letter on which it rests. Raises Invalid
    for somebody with themselves, for a period that ends before it begins and for a mentee whom no
    unit knows; Conflict where the mentee has a mentor then. More people than the mentor's places
    are allowed: `queries.capacity_warning` says so.
    """
    ensure_sensible(mentor_id, mentee_id, since, until)
    ensure_free(mentor_id, mentee_id, since, until)
    made = Proposal(
        mentor_id=mentor_id,
        mentee_id=mentee_id,
        agency_id=agency_of(mentee_id, since),
        since=since,
        until=until,
        goals=goals,
        proposed_as=Proposer.OPERATOR,
        proposed_by=by,
        proposed_at=clock.now(),
        state=State.AGREED,
    )
    db.session.add(made)
    db.session.flush()
    return begin(made, by, since=since, reason=reason)


def ensure_sensible(mentor_id: int, mentee_id: int, since: date, until: date | None) -> None:
    """Two people, and a period with a day in it."""
    if mentor_id == mentee_id:
        raise Invalid(say("Seseorang tidak dapat menjadi mentor bagi dirinya sendiri."))
    if until is not None and until <= since:
        sentence = say("Masa bimbingan harus berakhir setelah tanggal mulainya.")
        raise Invalid(sentence, {"last": sentence})


def ensure_free(mentor_id: int, mentee_id: int, since: date, until: date | None) -> None:
    """One mentor at a time, so that it is clear who answers; and no two guide each other."""
    hold(mentor_id, mentee_id)
    overlaps = [or_(Pair.until.is_(None), Pair.until > since)]
    if until is not None:
        overlaps.append(Pair.since < until)
    if db.session.scalar(select(Pair.id).where(Pair.mentee_id == mentee_id, *overlaps)):
        raise Conflict(
            say("Pegawai ini sudah mempunyai mentor pada masa itu. Akhiri dulu pasangan itu.")
        )
    turned = and_(Pair.mentor_id == mentee_id, Pair.mentee_id == mentor_id)
    if db.session.scalar(select(Pair.id).where(turned, *overlaps)):
        raise Conflict(say("Pada masa itu kedua orang ini berpasangan dengan peran sebaliknya."))


def hold(*person_ids: int) -> None:
    """Lock the people, in one order: of two pairs made at once the second sees the first."""
    them = select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id)
    db.session.scalars(them.with_for_update()).all()


def agency_of(mentee_id: int, since: date) -> int:
    placed = membership(mentee_id, since)
    if placed is None:
        raise Invalid(say("Pegawai ini belum ditempatkan di unit mana pun pada tanggal itu."))
    return placed.unit.agency_id


def begin(asked: Proposal, by: int | None, *, since: date, reason: str = "") -> Pair:
    """The pair of an agreed proposal, with its grant."""
    grant = give_grant(
        person(asked.mentor_id),
        Role.MENTOR,
        asked.agency_id,
        since=since,
        until=asked.until,
        subject_id=asked.mentee_id,
        by=by,
        reason="pair",
    )
    made = _make(asked, grant, by)
    asked.state, asked.pair_id = State.AGREED, made.id
    note(asked, StepKind.BEGAN, by, reason)
    return made


def _make(asked: Proposal, grant: Grant, by: int | None) -> Pair:
    made = Pair(
        mentor_id=asked.mentor_id,
        mentee_id=asked.mentee_id,
        agency_id=grant.agency_id,
        since=grant.since,
        until=grant.until,
        goals=asked.goals,
        grant_id=grant.id,
        made_by=by,
    )
    db.session.add(made)
    db.session.flush()
    audit("paired", "pair", made.id, actor_id=by, agency_id=made.agency_id)
    return made


def end_pair(ended: Pair, on: date, by: int | None = None, reason: str = "") -> None:
    """Let the guiding end on a day, which is the first without it; what was said stays.

    A pair that has begun lasts at least its first day; one that has not begun never does. Raises
    Conflict where it is over by then.
    """
    db.session.refresh(ended, with_for_update=True)
    begun = ended.since <= on
    last = max(on, ended.since + timedelta(days=1)) if begun else ended.since
    if ended.until is not None and ended.until <= last:
        raise Conflict(say("Masa bimbingan ini sudah berakhir pada tanggal itu."))
    ended.until = last
    _close(ended, by, begun=begun)
    audit("ended-pair", "pair", ended.id, actor_id=by, agency_id=ended.agency_id)
    asked = db.session.scalars(select(Proposal).where(Proposal.pair_id == ended.id)).one()
    asked.state = State.ENDED
    note(asked, StepKind.ENDED, by, reason)


def _close(ended: Pair, by: int | None, *, begun: bool) -> None:
    """The grant ends with the pair; one that never held is taken back, its audit rows stay."""
    grant = db.session.get(Grant, ended.grant_id)
    assert grant is not None  # an open pair has one
    if begun:
        grant.until = ended.until
        return
    ended.grant_id = None
    db.session.flush()
    db.session.delete(grant)
    audit("revoked", "person", grant.person_id, actor_id=by, agency_id=grant.agency_id)
