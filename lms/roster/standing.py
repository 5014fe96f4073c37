"""The roster of today, as much of it as the rows at hand are about, in a few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.database import rows
from lms.identity.models import (
    Agency,
    Grant,
    Membership,
    NipHistory,
    Person,
    Post,
    Unit,
)
from lms.identity.queries import in_force
from lms.roster.known import Known, Roster, Standing
from lms.roster.offices import KnownPost, KnownUnit, Offices
from lms.roster.values import Row


def offices_of(agency_id: int, *, create: bool) -> Offices:
    code = rows(select(Agency.code).where(Agency.id == agency_id))[0].code
    units = rows(
        select(Unit.id, Unit.code, Unit.name, Unit.path)
        .where(Unit.agency_id == agency_id)
        .order_by(Unit.id)
    )
    posts = rows(
        select(Post.id, Post.title, Post.level).where(Post.agency_id == agency_id).order_by(Post.id)
    )
    others = rows(select(Unit.code).where(Unit.agency_id != agency_id))
    return Offices(
        code,
        [KnownUnit(*each) for each in units],
        [KnownPost(*each) for each in posts],
        frozenset(each.code.casefold() for each in others),
        create,
    )


def roster_of(agency_id: int, about: Sequence[Row], administers: frozenset[int]) -> Roster:
    """Whoever has or had one of these rows' numbers.

    `administers` are the agencies whose roles whoever imports may end.
    """
    numbers = {number for row in about for number in (row.nip, row.old_nip) if number}
    once = rows(
        select(NipHistory.nip, NipHistory.person_id)
        .where(NipHistory.nip.in_(numbers))
        .order_by(NipHistory.id)
    )
    had = {each.nip: each.person_id for each in once}
    found = [*_people(Person.nip.in_(numbers)), *_people(Person.id.in_(set(had.values())))]
    known = {each.id: each for each in found}
    known = {each.id: each for each in _placed(known, agency_id)}
    known = {each.id: each for each in _holding(known, administers)}
    people = {each.nip: each for each in known.values()}
    before = {number: known[person_id] for number, person_id in had.items()}
    return Roster({**before, **people})


def _people(which: Any) -> Iterable[Known]:
    found = rows(
        select(
            Person.id,
            Person.nip,
            Person.name,
            Person.email,
            Person.staff_kind,
            Person.contract_start,
            Person.active,
        ).where(which)
    )
    return (Known(*each) for each in found)


def _placed(known: dict[int, Known], agency_id: int) -> Iterable[Known]:
    """Each with where they work, or were last."""
    today = clock.today()
    found = rows(
        select(
            Membership.person_id,
            Membership.id,
            Membership.unit_id,
            Membership.post_id,
            Post.level,
            Membership.rank_group,
            Membership.since,
            Membership.until,
            Unit.agency_id,
            Agency.name,
        )
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Agency, Agency.id == Unit.agency_id)
        .join(Post, Post.id == Membership.post_id)
        .where(Membership.person_id.in_(known))
        .order_by(Membership.person_id, Membership.since)
    )
    last = {each.person_id: each for each in found}
    current = {each.person_id for each in found if each.since <= today}
    for person_id, each in known.items():
        at = last.get(person_id)
        if at is None:
            yield each
            continue
        over = at.until is not None and at.until <= today
        released = over and not each.active  # whoever an agency let go, another one may take in
        there = "" if released or at.agency_id == agency_id else at.name
        standing = None if over else Standing(*at[1:8])
        upcoming = at.since > today and person_id in current
        yield replace(each, standing=standing, upcoming=upcoming, elsewhere=there)


def _holding(known: dict[int, Known], administers: frozenset[int]) -> Iterable[Known]:
    """Each with whether they hold a role, but for those that belong to a pair."""
    held = rows(
        select(Grant.person_id, Grant.agency_id).where(
            Grant.person_id.in_(known),
            Grant.subject_id.is_(None),
            in_force(Grant.since, Grant.until, clock.today()),
        )
    )
    holders = {each.person_id for each in held}
    beyond = {each.person_id for each in held if each.agency_id not in administers}
    for person_id, each in known.items():
        yield replace(each, holds=person_id in holders, holds_beyond=person_id in beyond)
