"""The steps of an import, each of which a worker goes on with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from blinker import Signal
from sqlalchemy import delete, update

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import say
from lms.roster.columns import Field, told
from lms.roster.models import ImportState, RosterColumn, RosterImport

JOB = "roster.import"
# Sent with the agency, in the same transaction, when people of it came, left or moved.
roster_changed = Signal()
FIRST = date(1950, 1, 1)
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Sent:
    """A file that is in the store."""

    name: str
    digest: str


def ensure_day(day: date) -> None:
    """Raises Invalid for a day from which no change of today can count."""
    last = clock.today() + AHEAD
    if not FIRST <= day <= last:
        text = say(
            "Isi tanggal antara %(first)s dan %(last)s.",
            first=f"{FIRST:%d-%m-%Y}",
            last=f"{last:%d-%m-%Y}",
        )
        raise Invalid(text, {"day": text})


def begin(  # noqa: PLR0913  an import is these facts, by name
    sent: Sent, *, agency_id: int, by: int | None, day: date, create: bool = False, now: bool = True
) -> RosterImport:
    """Have the file read; nobody is touched by that. Unless `now`, the caller reads it.

    Raises Invalid for a day that cannot be meant.
    """
    ensure_day(day)
    found = RosterImport(
        agency_id=agency_id,
        person_id=by,
        at=clock.now(),
        name=sent.name,
        file_digest=sent.digest,
        day=day,
        create=create,
        names=[],
        columns={},
        counts={},
    )
    db.session.add(found)
    db.session.flush()
    if now:
        enqueue(JOB, import_id=found.id)
    return found


def choose(found: RosterImport, columns: Mapping[int, str]) -> None:
    """Say what each column holds, and have it remembered; raises Invalid, Conflict."""
    chosen = {field: at for at, field in columns.items() if field}
    if len(chosen) < sum(bool(field) for field in columns.values()):
        raise Invalid(say("Dua kolom dipilih untuk isian yang sama. Pilih satu saja."))
    if Field.NIP not in chosen or len(chosen) < 2:
        raise Invalid(say("Pilih kolom NIP dan paling sedikit satu kolom lain."))
    _turn(found, ImportState.READING, ImportState.ASKING, ImportState.READY, columns=chosen)
    names = {told(found.names[at]): field for at, field in columns.items() if found.names[at]}
    mine = RosterColumn.agency_id == found.agency_id
    db.session.execute(delete(RosterColumn).where(mine, RosterColumn.name.in_(names)))
    for name, field in names.items():
        db.session.add(RosterColumn(agency_id=found.agency_id, name=name, field=field))
    enqueue(JOB, import_id=found.id)


def redo(found: RosterImport, *, create: bool) -> None:
    """Have the dry run done anew, with or without units and posts that are not there yet."""
    _turn(found, ImportState.READING, ImportState.READY, create=create)
    enqueue(JOB, import_id=found.id)


def go_on(found: RosterImport) -> None:
    """Have what was shown done; raises Conflict where that is begun, or too late."""
    _turn(found, ImportState.KEEPING, ImportState.READY)
    enqueue(JOB, import_id=found.id)


def take_back(found: RosterImport, by: int) -> None:
    """Have all that the import did undone; raises Conflict where it did nothing, or is undone."""
    _turn(found, ImportState.UNDOING, ImportState.KEPT, undone_by=by)
    enqueue(JOB, import_id=found.id)


def _turn(found: RosterImport, to: ImportState, *since: ImportState, **values: object) -> None:
    """One step on, once: of two who press at the same time the second is told so."""
    here = [RosterImport.id == found.id, RosterImport.state.in_(since)]
    if to is not ImportState.UNDOING:
        here.append(RosterImport.removed_at.is_(None))
    turned = update(RosterImport).where(*here).values(state=to, **values)
    if not db.session.execute(turned).rowcount:  # type: ignore[attr-defined]  # an update's result counts
        raise Conflict
