"""The files that rosters came in, kept for as long as they may be needed, and no longer.

The file store keeps the same content once, whoever brings it. What is to be removed again must be
nobody else's, so each of these begins with a mark of its own.
"""

import re
from datetime import timedelta
from uuid import uuid4

from flask import current_app
from sqlalchemy import delete, func, select, update

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.files import store
from lms.foundation.jobs import job
from lms.roster.models import ImportState, Kind, RosterChange, RosterImport

MARK = re.compile(rb"roster [0-9a-f]{32}\n")
AT_WORK = (ImportState.READING, ImportState.KEEPING, ImportState.UNDOING)
WAITING = (ImportState.ASKING, ImportState.READY)  # for a decision that never came
A_DAY = timedelta(days=1)


def put(content: bytes) -> str:
    return store().put(b"roster " + uuid4().hex.encode() + b"\n" + content)


def content_of(digest: str) -> bytes:
    found = store().get(digest)
    mark = MARK.match(found)
    return found[mark.end() :] if mark else found


@job("roster.sweep", every=A_DAY)
def sweep() -> None:
    """Take away files and bad rows of imports that ended long ago; what they changed stays known.

    First an import is told to have no file any more; a day later it goes, so that a backup which
    began before that finds all that its database speaks of.
    """
    moment = clock.now()
    told = select(RosterImport).where(
        RosterImport.removed_at < moment - A_DAY, RosterImport.file_digest != ""
    )
    for found in db.session.scalars(told):
        store().remove(found.file_digest)
        found.file_digest = ""
    long_ago = moment - timedelta(days=current_app.config["SETTINGS"].import_days)
    ended = func.coalesce(RosterImport.ended_at, RosterImport.at) < long_ago
    due = (RosterImport.removed_at.is_(None), RosterImport.state.not_in(AT_WORK), ended)
    over = list(db.session.scalars(select(RosterImport.id).where(*due)))
    mine = RosterChange.import_id.in_(over)
    db.session.execute(delete(RosterChange).where(mine, RosterChange.kind == Kind.BAD))
    never = select(RosterImport.id).where(
        RosterImport.id.in_(over), RosterImport.state.in_(WAITING)
    )
    db.session.execute(delete(RosterChange).where(RosterChange.import_id.in_(never)))
    db.session.execute(
        update(RosterImport).where(RosterImport.id.in_(over)).values(removed_at=moment)
    )
