"""An import taken back as one act: everybody whom nothing was built on since is as before.

What stays, and why, is written beside its row (`stays`): somebody was changed or moved again, or
was given a role. Whoever chose a password meanwhile keeps the account, without the placement.
Others whom the import added are closed and leave every list; the row itself stays, since the trail
names it, and a later import takes the same person in again.
"""

from sqlalchemy import ColumnElement, Table, and_, delete, exists, func, literal, or_, select
from sqlalchemy import update as change

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import Base, db
from lms.foundation.language import Sentence, say
from lms.identity.models import Grant, Membership, NipHistory, Person, Post, Unit
from lms.identity.queries import in_force
from lms.roster.actions import roster_changed
from lms.roster.applying import REASON, do, note_each
from lms.roster.freshness import C, of
from lms.roster.models import ImportState, Kind, RosterImport, RosterPlace

ACCOUNT = "account"
STAYS: dict[str, Sentence] = {
    "again": say("Datanya diubah lagi setelah impor ini."),
    "moved": say("Sudah dipindahkan lagi setelah impor ini."),
    "opened": say("Akunnya sudah dibuka kembali setelah impor ini."),
    "number": say("NIP lamanya kini dipakai orang lain."),
    "role": say("Sudah diberi peran setelah impor ini. Akhiri dulu perannya."),
    ACCOUNT: say("Sudah membuat kata sandi: akunnya tetap ada, penempatannya dibatalkan."),
}


def undo(found: RosterImport, by: int | None) -> None:
    """Take back what can be; raises nothing: what stays is marked with its reason."""
    import_id = found.id
    for stays, which in _reasons(import_id):
        do(change(C).where(of(import_id), C.stays == "", which).values(stays=stays))
    goes = and_(of(import_id), C.stays.in_(["", ACCOUNT]))
    note_each(found, literal("undone"), by, goes)
    _put_back_places(goes)
    _put_back_people(import_id, goes)
    _take_away_offices(import_id)
    audit("undone", "roster", import_id, actor_id=by, agency_id=found.agency_id)
    values = {"state": ImportState.UNDONE, "undone_at": clock.now(), "undone_by": by}
    do(change(RosterImport).where(RosterImport.id == import_id).values(values))
    roster_changed.send(found.agency_id)


def _reasons(import_id: int) -> list[tuple[str, ColumnElement[bool]]]:
    who = Person.id == C.person_id
    facts = (
        Person.nip == C.nip,
        Person.name == C.name,
        func.coalesce(Person.email, "") == func.coalesce(C.email, ""),
        Person.staff_kind == C.staff_kind,
    )
    here = exists().where(*_made(), Membership.until.is_(None))
    later = exists().where(Membership.person_id == C.person_id, Membership.since > C.since)
    taken = exists().where(Person.nip == C.old_nip, Person.id != C.person_id)
    role = exists().where(
        Grant.person_id == C.person_id,
        Grant.subject_id.is_(None),
        in_force(Grant.since, Grant.until, clock.today()),
    )
    gone = C.kind == Kind.RETIRED
    entered = C.kind.in_([Kind.ADDED, Kind.RETURNED])
    has_password = exists().where(who, Person.password_hash.is_not(None))
    return [
        ("opened", and_(gone, exists().where(who, Person.active.is_(True)))),
        ("again", and_(~gone, ~exists().where(who, Person.active.is_(True), *facts))),
        ("moved", or_(and_(C.placed, ~here), and_(or_(C.placed, gone), later))),
        ("number", and_(~entered, C.nip != C.old_nip, taken)),
        ("role", and_(C.kind == Kind.ADDED, role)),
        (ACCOUNT, and_(entered, has_password)),
    ]


def _made() -> tuple[ColumnElement[bool], ...]:
    """The place that the row made; nobody begins at two places on one day."""
    return Membership.person_id == C.person_id, Membership.since == C.since


def _put_back_places(goes: ColumnElement[bool]) -> None:
    do(delete(Membership).where(exists().where(*_made(), C.placed, goes)))
    before = (Membership.id == C.membership_id, goes)
    do(change(Membership).where(*before).values(until=C.membership_until))


def _put_back_people(import_id: int, goes: ColumnElement[bool]) -> None:
    who = Person.id == C.person_id
    facts = {
        "nip": C.old_nip,
        "name": C.old_name,
        "email": C.old_email,
        "staff_kind": C.old_staff_kind,
        "contract_start": C.old_contract_start,
    }
    do(change(Person).where(who, goes, C.kind != Kind.ADDED).values(facts))
    numbers = select(C.person_id).where(goes, C.nip != C.old_nip)
    mine = (NipHistory.reason == REASON % import_id, NipHistory.person_id.in_(numbers))
    do(delete(NipHistory).where(*mine))
    do(change(Person).where(who, goes, C.kind == Kind.RETIRED).values(active=True))
    entered = C.kind.in_([Kind.ADDED, Kind.RETURNED])
    do(change(Person).where(who, goes, entered, C.stays == "").values(active=False))


def _take_away_offices(import_id: int) -> None:
    """Units from the bottom up, and posts, that nothing else names by now."""
    for kind, table in (("unit", Unit), ("post", Post)):
        mine = (RosterPlace.import_id == import_id, RosterPlace.kind == kind)
        made = set(db.session.scalars(select(RosterPlace.made_id).where(*mine))) - {None}
        while free := made - _named(Base.metadata.tables[kind], made):
            do(delete(table).where(table.id.in_(free)))
            made -= free


def _named(table: Table, ids: set[int | None]) -> set[int]:
    """Which of these units or posts any row of any table refers to; a unit, by those below it."""
    refer = (
        column
        for other in Base.metadata.tables.values()
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    )
    found: set[int] = set()
    for column in refer:
        found |= set(db.session.scalars(select(column).where(column.in_(ids)).distinct()))
    return found
