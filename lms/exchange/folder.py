"""The files that imports need for a while: what was sent, and the report of each.

The file store keeps the same content once, whoever brings it. What is to be removed again must be
nobody else's, so each of these begins with a mark of its own.
"""

import re
from datetime import timedelta
from uuid import uuid4

from flask import current_app
from sqlalchemy import ColumnElement, func, or_, select, update

from lms.exchange.models import ImportState, QuestionImport
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.files import store
from lms.foundation.jobs import job

MARK = re.compile(rb"import [0-9a-f]{32}\n")
OVER = (ImportState.READY, ImportState.KEPT, ImportState.REFUSED)  # nothing is at work on it
A_DAY = timedelta(days=1)


def put(content: bytes) -> str:
    return store().put(b"import " + uuid4().hex.encode() + b"\n" + content)


def content_of(digest: str) -> bytes:
    """What was put; of a time before the mark, the file itself."""
    found = store().get(digest)
    mark = MARK.match(found)
    return found[mark.end() :] if mark else found


@job("exchange.sweep", every=A_DAY)
def sweep() -> None:
    """Take away the files of imports that ended long ago; what they came to stays on record.

    First an import is told to have none any more; a day later they go, so that a backup which began
    before that finds all that its database speaks of.
    """
    moment = clock.now()
    long_ago = moment - timedelta(days=current_app.config["SETTINGS"].import_days)
    for found in db.session.scalars(select(QuestionImport).where(*_told(moment - A_DAY))):
        _remove(found)
    ended = func.coalesce(QuestionImport.ended_at, QuestionImport.at) < long_ago
    due = (QuestionImport.removed_at.is_(None), QuestionImport.state.in_(OVER), ended)
    db.session.execute(update(QuestionImport).where(*due).values(removed_at=moment))


def _told(before: object) -> tuple[ColumnElement[bool], ...]:
    there = or_(QuestionImport.file_digest != "", QuestionImport.report_digest != "")
    return QuestionImport.removed_at < before, there


def _remove(found: QuestionImport) -> None:
    for digest in filter(None, (found.file_digest, found.report_digest)):
        if _is_ours(digest):
            store().remove(digest)
    found.file_digest = found.report_digest = ""


def _is_ours(digest: str) -> bool:
    """Whether it has the mark; what was kept before the mark others may keep as well."""
    path = store().path(digest)
    return path.exists() and bool(MARK.match(path.read_bytes()[:64]))
