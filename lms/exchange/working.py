"""The job that reads an uploaded file, and puts it into the bank once that was asked for."""

import json
from time import monotonic
from typing import Any

from sqlalchemy import update

from lms.exchange import folder, planning
from lms.exchange.actions import JOB, bring_in
from lms.exchange.checking import Defaults
from lms.exchange.models import ImportState, QuestionImport
from lms.exchange.planning import Plan, Wanted
from lms.exchange.report import Line
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Refusal
from lms.foundation.jobs import job, progress
from lms.foundation.language import Said, kept, say, spoken

A_WHILE = 1.0  # seconds between two notes of how far it is
# A mistake of ours that this file found. It will be the same at every try, and whoever waits must
# be told; what the database or the disk raises may be better next time.
OF_THE_FILE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def _leave(import_id: int) -> None:
    """Nothing of it entered the bank: that is one transaction, at the very end."""
    found = db.session.get(QuestionImport, import_id)
    if found and found.state in {ImportState.READING, ImportState.KEEPING}:
        fault = say("Dibatalkan oleh administrator; tidak ada soalnya yang masuk ke bank.")
        _end(import_id, ImportState.REFUSED, fault=kept(fault))


@job(JOB, slow=True, left=_leave)
def read(import_id: int) -> None:
    """Done twice it gives the same: what is in the bank already is not put there again."""
    found = db.session.get_one(QuestionImport, import_id)
    keeping = found.state == ImportState.KEEPING
    if not keeping and found.state != ImportState.READING:
        return
    try:
        content = folder.content_of(found.file_digest)
        made = planning.plan(content, wanted_of(found), _Pace(import_id))
        report = folder.put(json.dumps([line.kept() for line in made.lines]).encode())
        with transaction():
            if keeping:
                owner, by = found.agency_id, found.person_id
                bring_in(made, wanted_of(found), agency_id=owner, by=by)
            _end(import_id, _after(keeping), **_outcome(made), report_digest=report)
    except Refusal as refusal:
        _refuse(import_id, refusal.sentence)
    except OF_THE_FILE:
        _refuse(import_id, say("Galat di server saat membaca berkas ini. Hubungi pengelola."))
        raise


def _refuse(import_id: int, fault: Said) -> None:
    with transaction():
        _end(import_id, ImportState.REFUSED, fault=kept(fault))


def fault_of(found: QuestionImport) -> Said:
    """Why a file was refused as a whole; an older one is plain text."""
    try:
        return spoken(found.fault)
    except ValueError:
        return found.fault


def wanted_of(found: QuestionImport) -> Wanted:
    defaults = Defaults(found.competency, found.level, "")
    return Wanted(found.topic, found.title, found.format, defaults, found.own_rule, found.agency_id)


def report_of(found: QuestionImport) -> list[Line]:
    """What became of each question, in the order of the file."""
    if not found.report_digest or found.removed_at:
        return []
    return [Line.of(each) for each in json.loads(folder.content_of(found.report_digest))]


def _after(keeping: bool) -> ImportState:
    return ImportState.KEPT if keeping else ImportState.READY


def _outcome(made: Plan) -> dict[str, int]:
    counts = {"done": len(made.lines), "total": len(made.lines), "fresh": len(made.questions)}
    return counts | {"again": made.again, "refused": made.refused}


def _end(import_id: int, state: ImportState, **values: Any) -> None:
    _note(import_id, state=state, ended_at=clock.now(), **values)


def _note(import_id: int, **values: Any) -> None:
    db.session.execute(update(QuestionImport).where(QuestionImport.id == import_id).values(values))


class _Pace:
    """Notes how far the reading is, now and then, and hears when it is to be left."""

    def __init__(self, import_id: int) -> None:
        self.import_id, self.told = import_id, monotonic()

    def __call__(self, done: int, total: int) -> None:
        progress(done, total)
        if monotonic() - self.told > A_WHILE:
            self.told = monotonic()
            with transaction():
                _note(self.import_id, done=done, total=total)
