"""Making and ending pairs; the grant that opens the mentee's work comes and goes with the pair."""

from datetime import date, timedelta

from sqlalchemy import or_, select

from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.identity.actions import give_grant
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import membership, person
from lms.mentoring.models import Pair


def pair(  # noqa: PLR0913  what makes a pair, by keyword
    mentor_id: int,
    mentee_id: int,
    *,
    since: date,
    until: date | None = None,
    goals: str = "",
    by: int | None = None,
) -> Pair:
    """Let a senior guide a junior from `since` on; `until` is the first day that it is over.

    Raises Invalid for somebody with themselves, for a period that ends before it begins and for a
    mentee whom no unit knows; Conflict where the mentee has a mentor then. More people than
    `queries.CAPACITY` are allowed: `queries.capacity_warning` says so.
    """
    if mentor_id == mentee_id:
        raise Invalid(say("Seseorang tidak dapat menjadi mentor bagi dirinya sendiri."))
    if until is not None and until <= since:
        raise Invalid(say("Masa bimbingan harus berakhir setelah tanggal mulainya."))
    _ensure_free(mentee_id, since, until)
    agency_id = _agency_of(mentee_id, since)
    grant = give_grant(
        person(mentor_id),
        Role.MENTOR,
        agency_id,
        since=since,
        until=until,
        subject_id=mentee_id,
        by=by,
        reason="pair",
    )
    return _make(grant, mentee_id, goals, by)


def _ensure_free(mentee_id: int, since: date, until: date | None) -> None:
    """One mentor at a time, so that it is clear who answers."""
    # The person is locked: of two pairs made at once the second sees the first.
    db.session.scalar(select(Person.id).where(Person.id == mentee_id).with_for_update())
    overlaps = [Pair.mentee_id == mentee_id, or_(Pair.until.is_(None), Pair.until > since)]
    if until is not None:
        overlaps.append(Pair.since < until)
    if db.session.scalar(select(Pair.id).where(*overlaps)):
        raise Conflict(
            say("Pegawai ini sudah mempunyai mentor pada masa itu. Akhiri dulu pasangan itu.")
        )


def _agency_of(mentee_id: int, since: date) -> int:
    placed = membership(mentee_id, since)
    if placed is None:
        raise Invalid(say("Pegawai ini belum ditempatkan di unit mana pun pada tanggal itu."))
    return placed.unit.agency_id


def _make(grant: Grant, mentee_id: int, goals: str, by: int | None) -> Pair:
    made = Pair(
        mentor_id=grant.person_id,
        mentee_id=mentee_id,
        agency_id=grant.agency_id,
        since=grant.since,
        until=grant.until,
        goals=goals,
        grant_id=grant.id,
        made_by=by,
    )
    db.session.add(made)
    db.session.flush()
    audit("paired", "pair", made.id, actor_id=by, agency_id=made.agency_id)
    return made


def end_pair(ended: Pair, on: date, by: int | None = None) -> None:
    """Let the guiding end on a day, which is the first without it; what was said stays.

    A pair lasts at least its first day. Raises Conflict where it is over by then.
    """
    last = max(on, ended.since + timedelta(days=1))
    if ended.until is not None and ended.until <= last:
        raise Conflict(say("Masa bimbingan ini sudah berakhir pada tanggal itu."))
    ended.until = last
    db.session.get_one(Grant, ended.grant_id).until = last
    audit("ended-pair", "pair", ended.id, actor_id=by, agency_id=ended.agency_id)
