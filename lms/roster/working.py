"""The job that goes on with an import: reads it, does it, or takes it back."""

import json

from lms.foundation.database import db, transaction
from lms.foundation.errors import Refusal
from lms.foundation.jobs import job
from lms.foundation.language import Said, as_kept, say, to_keep
from lms.roster import applying, drafting, undoing
from lms.roster.actions import JOB
from lms.roster.drafting import Tell, quietly
from lms.roster.models import ImportState, RosterImport

TRIES = 5  # at a roster that is changed by others while it is compared
OF_THE_FILE = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)


def _leave(import_id: int) -> None:
    """Before anybody was changed: an import, as its undoing, is one transaction at the very end."""
    found = db.session.get(RosterImport, import_id)
    if found is None:
        return
    if found.state in {ImportState.READING, ImportState.KEEPING}:
        fault = say("Dibatalkan oleh administrator; data pegawai tidak berubah.")
        drafting.clear(import_id, state=ImportState.REFUSED, fault=json.dumps(to_keep(fault)))
    elif found.state == ImportState.UNDOING:
        found.state, found.undone_by = ImportState.KEPT, None


@job(JOB, slow=True, left=_leave)
def go_on(import_id: int, tell: Tell = quietly) -> None:
    """Done twice it does the same: what was done is not there to be done again."""
    found = db.session.get_one(RosterImport, import_id)
    try:
        if found.state == ImportState.READING:
            read(found)
        elif found.state == ImportState.KEEPING:
            keep(found, tell)
        elif found.state == ImportState.UNDOING:
            take_back(found, found.undone_by)
    except Refusal as refusal:
        _refuse(import_id, refusal.sentence)
    except OF_THE_FILE:
        _refuse(import_id, say("Galat di server saat membaca berkas ini. Hubungi pengelola."))
        raise


def read(found: RosterImport) -> None:
    import_id = found.id
    if drafting.draft(found):
        drafting.note(import_id, state=ImportState.READY)


def keep(found: RosterImport, tell: Tell = quietly) -> None:
    """Compare once more, then do it all at once; raises Refusal where the roster never rests."""
    import_id = found.id
    for _ in range(TRIES):
        if not drafting.draft(db.session.get_one(RosterImport, import_id), tell):
            return
        with transaction():
            if applying.apply(db.session.get_one(RosterImport, import_id)):
                return
    raise Refusal(say("Data pegawai terus berubah selama impor. Coba lagi sebentar lagi."))


def take_back(found: RosterImport, by: int | None) -> None:
    import_id = found.id
    with transaction():
        undoing.undo(db.session.get_one(RosterImport, import_id), by)


def _refuse(import_id: int, fault: Said) -> None:
    drafting.note(import_id, state=ImportState.REFUSED, fault=json.dumps(to_keep(fault)))


def fault_of(found: RosterImport) -> Said:
    """Why a file was refused as a whole."""
    kept: Said = as_kept(json.loads(found.fault)) if found.fault else ""
    return kept
