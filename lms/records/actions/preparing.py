"""An export that is too large to wait for is asked for, and made by a job."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.jobs import enqueue
from lms.identity.models import StaffKind
from lms.identity.queries import Scope
from lms.records.models import ExportState, PreparedExport
from lms.records.queries import Among, Wanted

JOB, LETTER = "records.export", "records.export_letter"
LARGE = 20_000  # rows from which nobody waits for a file in a browser


@dataclass(frozen=True)
class Wish:
    """What is to be written: of the register, in a form; or people with their JP, sorted."""

    filters: Wanted | Among
    form: str = "csv"
    bom: bool = False
    sort: str = ""

    @property
    def of(self) -> str:
        return "register" if isinstance(self.filters, Wanted) else "fulfilment"


def prepare(wish: Wish, scope: Scope, total: int, by: int, agency_id: int) -> PreparedExport:
    """Asked again while it is being made, it is the same one."""
    asked = {"form": wish.form, "bom": wish.bom, "sort": wish.sort, "of": wish.of}
    filters = {name: _kept(value) for name, value in asdict(wish.filters).items() if value}
    making = (PreparedExport.person_id == by, PreparedExport.state == ExportState.MAKING)
    for each in db.session.scalars(select(PreparedExport).where(*making)):
        if each.filters == filters and all(getattr(each, it) == asked[it] for it in asked):
            return each
    whose = {"agencies": sorted(scope.agencies), "unit_paths": sorted(scope.unit_paths)}
    facts = {"filters": filters, "scope": whose, "total": total, "asked_at": clock.now()}
    made = PreparedExport(agency_id=agency_id, person_id=by, **asked, **facts)
    db.session.add(made)
    db.session.flush()
    enqueue(JOB, export_id=made.id)
    return made


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def filters_of(asked: PreparedExport) -> Wanted | Among:
    """What it was asked for with."""
    given = dict(asked.filters)
    for name in ("since", "until", "day"):
        if name in given:
            given[name] = date.fromisoformat(given[name])
    if asked.of == "register":
        return Wanted(**given)
    kind = given.pop("kind", None)
    return Among(**given, kind=StaffKind(kind) if kind else None)
