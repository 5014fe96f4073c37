"""What was laid down is done to everybody in one transaction, by a few statements for all rows.

So a crash leaves nothing half-imported, and other writers wait once and shortly: what takes long,
reading the file and comparing it with the roster, was done before. Whether that still holds is
asked first; where somebody was changed in between, all is worked out anew.
"""

from sqlalchemy import ColumnElement, case, cast, literal, null, select
from sqlalchemy import insert as into
from sqlalchemy import update as change
from sqlalchemy.sql import Executable
from sqlalchemy.types import String

from lms.foundation import clock
from lms.foundation.audit import AuditEntry, audit
from lms.foundation.database import db
from lms.identity.actions import add_unit
from lms.identity.models import (
    Activation,
    Agency,
    Membership,
    NipHistory,
    PasswordReset,
    Person,
    Post,
    SignIn,
    Unit,
)
from lms.roster.actions import roster_changed
from lms.roster.freshness import C, is_stale, of
from lms.roster.models import ImportState, Kind, RosterImport, RosterPlace

VERBS = {
    Kind.ADDED: "added",
    Kind.RETURNED: "admitted",
    Kind.RETIRED: "retired",
    Kind.RENUMBERED: "replaced-nip",
    Kind.PLACED: "placed",
    Kind.CORRECTED: "corrected",
}
REASON = "impor %d"  # of a number that an import replaced, by which undoing finds it


def do(statement: Executable) -> int:
    """How many rows it changed; no session keeps any of them."""
    done = db.session.execute(statement, execution_options={"synchronize_session": False})
    return int(done.rowcount)  # type: ignore[attr-defined]  # a change's result counts


def apply(found: RosterImport) -> bool:
    """Do it; False, with nothing done, where the roster is no longer what was compared."""
    agency = select(Agency.id).where(Agency.id == found.agency_id).with_for_update()
    db.session.execute(agency)  # of two imports of one agency the second compares again
    _hold_returning(found.id)
    if is_stale(found.id):
        return False
    _make_places(found)
    _enter_people(found.id)
    _change_people(found.id)
    _retire(found.id)
    _place(found.id)
    _tell(found)
    values = {"state": ImportState.KEPT, "ended_at": clock.now()}
    do(change(RosterImport).where(RosterImport.id == found.id).values(values))
    roster_changed.send(found.agency_id)
    return True


def _hold_returning(import_id: int) -> None:
    """Two agencies may take in the same person: the second waits, and compares again."""
    who = select(C.person_id).where(of(import_id, Kind.RETURNED))
    held = select(Person.id).where(Person.id.in_(who)).order_by(Person.id).with_for_update()
    db.session.execute(held)


def _make_places(found: RosterImport) -> None:
    """Units from the top down, then posts; the rows that wait for them are told."""
    if not found.create:
        return
    made: dict[str, Unit] = {}
    wanted = select(RosterPlace).where(RosterPlace.import_id == found.id).order_by(RosterPlace.id)
    for it in db.session.scalars(wanted):
        if it.kind == "unit":
            known = db.session.get(Unit, it.parent_id) if it.parent_id else None
            parent = made.get(it.parent_key) or known
            made[it.key] = add_unit(found.agency_id, it.code, it.name, parent)
            it.made_id = made[it.key].id
        else:
            assert it.level is not None
            post = Post(agency_id=found.agency_id, title=it.name, level=it.level)
            db.session.add(post)
            db.session.flush()
            it.made_id = post.id
    db.session.flush()
    for kind, column, key in (("unit", C.unit_id, C.unit_key), ("post", C.post_id, C.post_key)):
        here = (RosterPlace.import_id == found.id, RosterPlace.kind == kind, RosterPlace.key == key)
        made_id = select(RosterPlace.made_id).where(*here).scalar_subquery()
        do(change(C).where(of(found.id), key != "").values({column: made_id}))


def _enter_people(import_id: int) -> None:
    facts = ("nip", "name", "email", "staff_kind", "contract_start")
    given = [getattr(C, name) for name in facts]
    rows = select(*given, literal(True), literal(clock.now(), Person.created_at.type)).where(
        of(import_id, Kind.ADDED)
    )
    do(into(Person).from_select([*facts, "active", "created_at"], rows))
    whose = select(Person.id).where(Person.nip == C.nip).scalar_subquery()
    do(change(C).where(of(import_id, Kind.ADDED)).values(person_id=whose))


def _change_people(import_id: int) -> None:
    numbered = select(
        C.person_id,
        C.old_nip,
        literal(clock.now(), NipHistory.replaced_at.type),
        literal(REASON % import_id),
    ).where(of(import_id), C.kind != Kind.ADDED, C.nip != C.old_nip)
    columns = ["person_id", "nip", "replaced_at", "reason"]
    do(into(NipHistory).from_select(columns, numbered))
    facts = {
        "nip": C.nip,
        "name": C.name,
        "email": C.email,
        "staff_kind": C.staff_kind,
        "contract_start": C.contract_start,
        "active": True,
    }
    known = (Kind.RETURNED, Kind.RENUMBERED, Kind.PLACED, Kind.CORRECTED)
    do(change(Person).where(Person.id == C.person_id, of(import_id, *known)).values(facts))


def _retire(import_id: int) -> None:
    """No sign-in, no open session, no code; what was learned stays."""
    gone = of(import_id, Kind.RETIRED)
    do(change(Person).where(Person.id == C.person_id, gone).values(active=False))
    who = select(C.person_id).where(gone)
    moment = clock.now()
    opened = (SignIn.person_id.in_(who), SignIn.ended_at.is_(None))
    do(change(SignIn).where(*opened).values(ended_at=moment))
    under_way = (PasswordReset.person_id.in_(who), PasswordReset.used_at.is_(None))
    do(change(PasswordReset).where(*under_way).values(used_at=moment))
    unspent = (Activation.used_at.is_(None), Activation.voided_at.is_(None))
    codes = change(Activation).where(Activation.person_id.in_(who), *unspent)
    do(codes.values(voided_at=moment))


def _place(import_id: int) -> None:
    """Where somebody was ends where the new place begins; the history stays."""
    ends = (Membership.id == C.membership_id, of(import_id))
    do(change(Membership).where(*ends).values(until=C.since))
    columns = ["person_id", "unit_id", "post_id", "rank_group", "since", "until"]
    rows = select(C.person_id, C.unit_id, C.post_id, C.rank_group, C.since, null())
    do(into(Membership).from_select(columns, rows.where(of(import_id), C.placed)))


def _tell(found: RosterImport) -> None:
    verb = case({kind.value: verb for kind, verb in VERBS.items()}, value=cast(C.kind, String))
    note_each(found, verb, found.person_id, of(found.id))
    audit(
        "imported",
        "roster",
        found.id,
        actor_id=found.person_id,
        agency_id=found.agency_id,
        counts=found.counts,
    )


def note_each(
    found: RosterImport, verb: ColumnElement[str], by: int | None, which: ColumnElement[bool]
) -> None:
    """One row of the trail for each person, naming the import."""
    rows = select(
        literal(clock.now(), AuditEntry.at.type),
        literal(by, AuditEntry.actor_id.type),
        literal(found.agency_id),
        verb,
        literal("person"),
        cast(C.person_id, String),
        literal({"import": found.id}, AuditEntry.detail.type),
    ).where(which)
    columns = ["at", "actor_id", "agency_id", "verb", "subject_kind", "subject_id", "detail"]
    do(into(AuditEntry).from_select(columns, rows))
