"""The roster's own acts: people, their places and their grants."""

from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.identity import queries
from lms.identity.models import (
    Agency,
    Grant,
    Membership,
    NipHistory,
    Person,
    Post,
    Role,
    StaffKind,
    Unit,
)


def add_person(
    nip: str, name: str, staff_kind: StaffKind, email: str | None = None, by: int | None = None
) -> Person:
    """Enter somebody new in the roster, without a password; `nip` is normalised already."""
    _ensure_free(nip)
    added = Person(
        nip=nip,
        name=name,
        email=email,
        staff_kind=staff_kind,
        active=True,
        created_at=clock.now(),
    )
    db.session.add(added)
    db.session.flush()
    audit("added", "person", added.id, actor_id=by)
    return added


def _ensure_free(nip: str) -> None:
    if queries.person_by_nip(nip):
        raise Conflict(say("NIP ini sudah terdaftar."))


def replace_nip(person: Person, nip: str, reason: str, by: int | None) -> None:
    """Correct or replace the number; the old one stays findable.

    Raises Conflict where somebody has the new one.
    """
    _ensure_free(nip)
    db.session.add(
        NipHistory(person_id=person.id, nip=person.nip, replaced_at=clock.now(), reason=reason)
    )
    person.nip = nip
    audit("replaced-nip", "person", person.id, actor_id=by)


def place(  # noqa: PLR0913, PLR0917  a placement is these facts
    person: Person, unit: Unit, post: Post, rank_group: str, since: date, by: int | None = None
) -> Membership:
    """Move the person to a unit and post from `since` on; where they were stays on record.

    Holds until the next placement, where one is known already.
    """
    before = queries.membership(person.id, since)
    if before is not None:
        if before.since >= since:
            raise Conflict(say("Sudah ada penempatan yang mulai pada tanggal itu."))
        before.until = since
    placed = Membership(
        person_id=person.id,
        unit_id=unit.id,
        post_id=post.id,
        rank_group=rank_group,
        since=since,
        until=queries.next_placement(person.id, since),
    )
    db.session.add(placed)
    db.session.flush()
    audit("placed", "person", person.id, actor_id=by, agency_id=unit.agency_id, unit=unit.id)
    return placed


class Reach(TypedDict, total=False):
    """What a role is narrowed to, below the whole of an agency."""

    unit_id: int | None
    course_slug: str | None
    subject_id: int | None


def give_grant(  # noqa: PLR0913  a grant is these facts, by name
    person: Person,
    role: Role,
    agency_id: int,
    *,
    since: date,
    until: date | None = None,
    by: int | None = None,
    reason: str = "",
    **reach: Unpack[Reach],
) -> Grant:
    """Give a role from one day to another (exclusive); raises Invalid where it ends too early."""
    if until is not None and until <= since:
        sentence = say("Peran berakhir sebelum mulai. Periksa kedua tanggalnya.")
        raise Invalid(sentence, {"until": sentence})
    days = {"since": since, "until": until}
    given = Grant(
        person_id=person.id,
        role=role,
        agency_id=agency_id,
        given_by=by,
        reason=reason,
        **days,
        **reach,
    )
    db.session.add(given)
    db.session.flush()
    unit = reach.get("unit_id")
    audit("granted", "person", person.id, actor_id=by, agency_id=agency_id, role=role, unit=unit)
    return given


def add_agency(code: str, name: str, short_name: str) -> Agency:
    """A new agency with its first unit; raises Conflict where the code is taken."""
    if not (code and name):
        raise Invalid(say("Kode dan nama instansi tidak boleh kosong."))
    for taken in (Agency, Unit):
        if db.session.scalar(select(taken.id).where(taken.code == code)):
            raise Conflict(say("Kode %(code)s sudah dipakai.", code=code))
    added = Agency(code=code, name=name, short_name=short_name)
    db.session.add(added)
    db.session.flush()
    add_unit(added.id, code, name)
    audit("added", "agency", added.id, actor_id=None, agency_id=added.id)
    return added


def add_unit(agency_id: int, code: str, name: str, parent: Unit | None = None) -> Unit:
    """A new unit under `parent`; its path is known once it has an id."""
    added = Unit(agency_id=agency_id, parent_id=parent.id if parent else None, code=code, name=name)
    db.session.add(added)
    db.session.flush()
    added.path = f"{parent.path if parent else '/'}{added.id}/"
    db.session.flush()
    return added
