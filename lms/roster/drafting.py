"""The dry run: every row of a file with what it changes, laid down where it touches nobody yet."""

from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Any

from sqlalchemy import delete, insert, update

from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import progress
from lms.foundation.language import to_keep
from lms.roster import folder
from lms.roster.comparing import Change
from lms.roster.models import ImportState, Kind, RosterChange, RosterImport, RosterPlace
from lms.roster.offices import Offices, code_for
from lms.roster.queries import unit_codes
from lms.roster.walking import Asked, Walk, begun

A_WHILE = 1.0  # seconds between two notes of how far it is


def asked_of(found: RosterImport) -> Asked:
    return Asked(found.agency_id, found.person_id, found.day, found.create)


Tell = Callable[[int], None]  # hears how many rows were gone through


def quietly(_: int) -> None:
    """Nobody waits at a terminal."""


def draft(found: RosterImport, tell: Tell = quietly) -> bool:
    """Lay the file's changes down anew; False where its columns must be told first.

    Raises Invalid for a file that cannot be read as a whole.
    """
    import_id, asked = found.id, asked_of(found)
    content = folder.content_of(found.file_digest)
    sheet, walk = begun(content, asked, found.columns)
    _wipe(import_id)
    if walk is None:
        note(import_id, state=ImportState.ASKING, names=list(sheet.names))
        return False
    note(import_id, names=list(sheet.names), columns={str(k): v for k, v in walk.columns.items()})
    counts = _lay_down(import_id, walk, tell)
    with transaction():
        _keep_places(import_id, walk.offices)
        _set(import_id, counts=dict(counts), done=sum(counts.values()))
    return True


def _lay_down(import_id: int, walk: Walk, tell: Tell) -> Counter[str]:
    counts: Counter[str] = Counter()
    waiting: list[dict[str, Any]] = []
    told = monotonic()
    for handful in walk.handfuls():
        counts.update(str(change.kind) for change, _ in handful)
        tell(sum(counts.values()))
        progress(sum(counts.values()), 0)  # how many rows a sheet has is known at its end
        waiting += [
            _laid(import_id, change, cells)
            for change, cells in handful
            if change.kind is not Kind.UNCHANGED
        ]
        if len(waiting) >= 500 or monotonic() - told > A_WHILE:
            told = monotonic()
            with transaction():
                _enter(waiting)
                _set(import_id, done=sum(counts.values()))
            waiting = []
    with transaction():
        _enter(waiting)
    return counts


def _enter(rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.connection().execute(insert(RosterChange), rows)


def _laid(import_id: int, change: Change, cells: list[str]) -> dict[str, Any]:
    """One row as it is kept, with what was before."""
    known, bad = change.known, change.kind is Kind.BAD
    at = known.standing if known else None
    ends = at is not None and (change.placed or change.kind is Kind.RETIRED)
    return {
        "import_id": import_id,
        "row": change.row,
        "kind": change.kind,
        "person_id": known.id if known else None,
        "nip": change.nip,
        "old_nip": known.nip if known else "",
        "name": change.name,
        "old_name": known.name if known else "",
        "email": change.email,
        "old_email": known.email if known else None,
        "staff_kind": change.staff,
        "old_staff_kind": known.staff if known else None,
        "contract_start": change.contract,
        "old_contract_start": known.contract if known else None,
        "placed": change.placed,
        "unit_id": change.unit.id,
        "unit_key": change.unit.key,
        "post_id": change.post.id,
        "post_key": change.post.key,
        "rank_group": change.rank,
        "since": change.since,
        "membership_id": at.id if at and ends else None,
        "membership_until": at.until if at and ends else None,
        "reasons": [to_keep(each) for each in change.reasons],
        "cells": cells if bad else [],
        "stays": "",
    }


def _keep_places(import_id: int, offices: Offices) -> None:
    taken = unit_codes()
    rows = []
    for fresh in offices.fresh.values():
        code = fresh.code
        if fresh.kind == "unit" and (not code or code.casefold() in taken):
            code = code_for(offices.code, fresh.name, taken)
        taken.add(code.casefold())
        row = {"kind": fresh.kind, "key": fresh.key, "name": fresh.name, "code": code}
        above = {"parent_id": fresh.parent_id, "parent_key": fresh.parent_key}
        rows.append({"import_id": import_id, **row, **above, "level": fresh.level, "made_id": None})
    if rows:
        db.session.connection().execute(insert(RosterPlace), rows)


def _wipe(import_id: int) -> None:
    with transaction():
        clear(import_id)


def clear(import_id: int, **values: Any) -> None:
    """Forget what was laid down; the caller keeps it."""
    for table in (RosterChange, RosterPlace):
        db.session.execute(delete(table).where(table.import_id == import_id))
    _set(import_id, done=0, counts={}, **values)


def note(import_id: int, **values: Any) -> None:
    with transaction():
        _set(import_id, **values)


def _set(import_id: int, **values: Any) -> None:
    if values.get("state") in {ImportState.ASKING, ImportState.READY, ImportState.REFUSED}:
        values["ended_at"] = clock.now()
    db.session.execute(update(RosterImport).where(RosterImport.id == import_id).values(values))
