"""The jobs: a large export as a file that is kept for some days, and its end."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from lms.foundation import clock, mail
from lms.foundation.database import db, transaction
from lms.foundation.errors import Refusal
from lms.foundation.files import settle, store
from lms.foundation.jobs import enqueue, job, progress
from lms.foundation.language import Said, as_kept, say, to_keep
from lms.identity.queries import Scope, person
from lms.records import actions, exporting, policies
from lms.records.actions import JOB, LETTER, filters_of
from lms.records.exporting import Form, Written
from lms.records.models import ExportState, PreparedExport
from lms.records.queries import Among

KEPT = timedelta(days=7)
TEXT = """Yth. {name},

Ekspor yang Anda minta siap diunduh. Berkasnya disimpan {days} hari dan hanya dapat dibuka oleh
Anda setelah masuk:

{address}

Dear colleague: the export that you asked for is ready at the address above. It is kept for
{days} days, for you alone.
"""


def path_of(asked: PreparedExport) -> Path:
    """Beside the store's own files: a backup need not hold what can be made again."""
    return store().folder / "exports" / f"{asked.id}.{suffix_of(asked)}"


def suffix_of(asked: PreparedExport) -> str:
    """Of the file as it is kept; what is not packed already is."""
    suffix = exporting.SHAPES[asked.form].suffix
    return suffix if suffix == "xlsx" else f"{suffix}.gz"


def _part_of(asked: PreparedExport) -> Path:
    return path_of(asked).with_suffix(".part")


def fault_of(asked: PreparedExport) -> Said:
    kept: Said = as_kept(json.loads(asked.fault)) if asked.fault else ""
    return kept


def _leave(export_id: int) -> None:
    asked = db.session.get(PreparedExport, export_id)
    if asked is None:
        return
    if asked.state == ExportState.MAKING:
        _refuse(export_id, say("Dibatalkan oleh administrator. Mintalah lagi."))
    _part_of(asked).unlink(missing_ok=True)


@job(JOB, slow=True, left=_leave)
def make_export(export_id: int) -> None:
    """Written batch by batch to the disk; done twice it gives the same."""
    asked = db.session.get_one(PreparedExport, export_id)
    if asked.state != ExportState.MAKING:
        return
    part, path, wanted = _part_of(asked), path_of(asked), filters_of(asked)
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        written = _write(part, asked)
    except Refusal as refusal:
        part.unlink(missing_ok=True)
        with transaction():
            _refuse(export_id, refusal.sentence)
        return
    settle(part, path)
    with transaction():
        made = db.session.get_one(PreparedExport, export_id)
        _note(export_id, state=ExportState.READY, done=written.rows, ended_at=clock.now())
        actions.note_prepared(made, written, wanted)
        enqueue(LETTER, key=f"{LETTER}:{export_id}", export_id=export_id)


def _write(part: Path, asked: PreparedExport) -> Written:
    """Within what its maker could list when asking, and still may; raises Refusal."""
    filters, whose = filters_of(asked), asked.scope
    scope = Scope(frozenset(whose["agencies"]), frozenset(whose["unit_paths"]))
    if not policies.may_take_export(asked, asked.person_id):
        raise Refusal(say("Lingkup Anda berubah sejak ekspor ini diminta. Mintalah lagi."))
    form, total, sort = Form(asked.form, asked.bom), asked.total, asked.sort
    export_id = asked.id

    def tell(rows: int) -> None:
        progress(rows, max(total, rows + 1))  # the end is when the file is settled
        with transaction():
            _note(export_id, done=rows)

    with part.open("wb") as raw:
        as_it_is = form.shape.suffix == "xlsx"
        with raw if as_it_is else closing(exporting.packing(raw)) as file:
            if isinstance(filters, Among):
                return exporting.write_people(file, scope, filters, sort, tell)
            return exporting.write(file, form, scope, filters, tell)


def _refuse(export_id: int, fault: Said) -> None:
    values = {"state": ExportState.REFUSED, "ended_at": clock.now()}
    _note(export_id, fault=json.dumps(to_keep(fault)), **values)


def _note(export_id: int, **values: Any) -> None:
    here = PreparedExport.id == export_id
    db.session.execute(update(PreparedExport).where(here).values(values))


@job(LETTER, slow=True)
def tell_ready(export_id: int) -> None:
    """To whoever asked for it; without an address the page of exports tells it."""
    asked = db.session.get_one(PreparedExport, export_id)
    to = person(asked.person_id)
    if asked.state != ExportState.READY or not (to.email and to.active):
        return
    address = mail.address(f"/register/prepared/{asked.id}")
    text = TEXT.format(name=to.name, address=address, days=KEPT.days)
    mail.post(to.email, "Ekspor Anda siap diunduh", text)


@job("records.sweep", every=timedelta(days=1))
def sweep() -> None:
    """Take away the files made long ago, and what was looked for; that they were is on record."""
    over = PreparedExport.state.in_([ExportState.READY, ExportState.REFUSED])
    old = (over, PreparedExport.ended_at < clock.now() - KEPT)
    for asked in db.session.scalars(select(PreparedExport).where(*old)):
        path_of(asked).unlink(missing_ok=True)
        asked.state, asked.filters = ExportState.REMOVED, {}
