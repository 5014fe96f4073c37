"""The job that reads an uploaded file, and puts it into the bank once that was asked for."""

import json
from time import monotonic
from typing import Any

from sqlalchemy import update

from lms.exchange import planning
from lms.exchange.actions import JOB, bring_in
from lms.exchange.checking import Defaults
from lms.exchange.models import ImportState, QuestionImport
from lms.exchange.planning import Line, Plan, Wanted
from lms.foundation.database import db, transaction
from lms.foundation.errors import Refusal
from lms.foundation.files import store
from lms.foundation.jobs import job
from lms.foundation.language import say

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


@job(JOB, slow=True)
def read(import_id: int) -> None:
    """Done twice it gives the same: what is in the bank already is not put there again."""
    found = db.session.get_one(QuestionImport, import_id)
    keeping = found.state == ImportState.KEEPING
    if not keeping and found.state != ImportState.READING:
        return
    try:
        made = planning.plan(store().get(found.file_digest), wanted_of(found), _Pace(import_id))
        report = store().put(json.dumps([line.__dict__ for line in made.lines]).encode())
        with transaction():
            if keeping:
                owner, by = found.agency_id, found.person_id
                bring_in(made, wanted_of(found), agency_id=owner, by=by)
            _note(import_id, **_outcome(made), report_digest=report, state=_after(keeping))
    except Refusal as refusal:
        _refuse(import_id, str(refusal.sentence))
    except OF_THE_FILE:
        _refuse(import_id, str(say("Galat di server saat membaca berkas ini. Hubungi pengelola.")))
        raise


def _refuse(import_id: int, fault: str) -> None:
    with transaction():
        _note(import_id, state=ImportState.REFUSED, fault=fault)


def wanted_of(found: QuestionImport) -> Wanted:
    defaults = Defaults(found.competency, found.level, "")
    return Wanted(found.topic, found.title, found.format, defaults, found.own_rule, found.agency_id)


def report_of(found: QuestionImport) -> list[Line]:
    """What became of each question, in the order of the file."""
    if not found.report_digest:
        return []
    return [Line(**each) for each in json.loads(store().get(found.report_digest))]


def _after(keeping: bool) -> ImportState:
    return ImportState.KEPT if keeping else ImportState.READY


def _outcome(made: Plan) -> dict[str, int]:
    counts = {"done": len(made.lines), "total": len(made.lines), "fresh": len(made.questions)}
    return counts | {"again": made.again, "refused": made.refused}


def _note(import_id: int, **values: Any) -> None:
    db.session.execute(update(QuestionImport).where(QuestionImport.id == import_id).values(values))


class _Pace:
    """Notes how far the reading is, now and then."""

    def __init__(self, import_id: int) -> None:
        self.import_id, self.told = import_id, monotonic()

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self.told > A_WHILE:
            self.told = monotonic()
            with transaction():
                _note(self.import_id, done=done, total=total)
