"""One import: how far it is, what is in its columns, what it would do, its yes and its undoing."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.errors import Conflict, Gone, Invalid, NotFound
from lms.foundation.language import say
from lms.roster import actions, policies, queries, report, working
from lms.roster.columns import LABELS, Field, guessed
from lms.roster.models import ImportState, Kind, RosterChange, RosterImport
from lms.roster.undoing import STAYS
from lms.roster.views.blueprint import NOT_YOURS, bp, found
from lms.roster.wording import KINDS
from lms.web.access import ensure
from lms.web.downloads import attachment
from lms.web.paging import page_asked

BUSY = {ImportState.READING, ImportState.KEEPING, ImportState.UNDOING}
NONE = say("Pilihan itu tidak dikenal. Pilih dari daftar.")


@bp.get("/roster/imports/<int:import_id>")
def one(import_id: int) -> ResponseReturnValue:
    it = found(import_id)
    ensure(policies.may_keep(current_user.id, it.agency_id), NOT_YOURS)
    if it.state is ImportState.ASKING:
        return _columns(it, "")
    kind = _kind(request.args.get("show", ""))
    count = it.counts.get(kind, 0) if kind else _shown(it)
    pages = max(1, -(-count // queries.PAGE))
    page = page_asked(pages)
    busy = it.state in BUSY
    return render_template(
        "roster/one.html",
        it=it,
        busy=busy,
        fault=working.fault_of(it),
        kinds=KINDS,
        kind=kind,
        places=[] if busy else queries.places_of(it.id),
        changes=[] if busy else queries.changes_of(it.id, kind, page),
        reasons_of=report.reasons_of,
        stays=STAYS,
        staying=queries.staying(it.id) if it.state is ImportState.UNDONE else {},
        days=current_app.config["SETTINGS"].import_days,
        shown=_shown(it),
        count=count,
        page=page,
        pages=pages,
    )


def _shown(it: RosterImport) -> int:
    """All rows but those that change nothing, which are only counted."""
    return sum(int(n) for kind, n in it.counts.items() if kind != Kind.UNCHANGED)


def _kind(asked: str) -> Kind | None:
    if asked and asked not in set(Kind):
        raise NotFound(NONE)
    return Kind(asked) if asked else None


@bp.route("/roster/imports/<int:import_id>/columns", methods=["GET", "POST"])
def columns(import_id: int) -> ResponseReturnValue:
    it = found(import_id)
    ensure(policies.may_keep(current_user.id, it.agency_id), NOT_YOURS)
    if request.method == "GET":
        return _columns(it, "")
    try:
        actions.choose(it, _chosen(it))
    except Invalid as refusal:
        return _columns(it, str(refusal.sentence)), 422
    return redirect(url_for("roster.one", import_id=it.id))


def _chosen(it: RosterImport) -> dict[int, str]:
    given = {at: request.form.get(f"kolom-{at}", "") for at in range(len(it.names))}
    if not set(given.values()) <= {"", *Field}:
        raise Invalid(NONE)
    return given


def _columns(it: RosterImport, fault: str) -> str:
    if it.state not in {ImportState.ASKING, ImportState.READY}:
        raise Conflict
    known: dict[str, Any] = it.columns or {
        str(field): at for field, at in guessed(it.names, queries.remembered(it.agency_id)).items()
    }
    if request.method == "POST":
        known = {field: at for at, field in _sent(it).items() if field}
    chosen = {at: field for field, at in known.items()}
    return render_template("roster/columns.html", it=it, labels=LABELS, chosen=chosen, fault=fault)


def _sent(it: RosterImport) -> dict[int, str]:
    return {at: request.form.get(f"kolom-{at}", "") for at in range(len(it.names))}


@bp.post("/roster/imports/<int:import_id>/draft")
def redo(import_id: int) -> ResponseReturnValue:
    """The dry run once more, with or without new units and posts."""
    it = found(import_id)
    ensure(policies.may_keep(current_user.id, it.agency_id), NOT_YOURS)
    actions.redo(it, create=bool(request.form.get("create")))
    return redirect(url_for("roster.one", import_id=it.id))


@bp.post("/roster/imports/<int:import_id>/keeping")
def keep(import_id: int) -> ResponseReturnValue:
    it = found(import_id)
    ensure(policies.may_keep(current_user.id, it.agency_id), NOT_YOURS)
    actions.go_on(it)
    flash(str(say("Perubahan sedang dimasukkan.")))
    return redirect(url_for("roster.one", import_id=it.id))


@bp.route("/roster/imports/<int:import_id>/undoing", methods=["GET", "POST"])
def undo(import_id: int) -> ResponseReturnValue:
    it = found(import_id)
    ensure(policies.may_keep(current_user.id, it.agency_id), NOT_YOURS)
    if it.state is not ImportState.KEPT:
        raise Conflict(say("Impor ini tidak (lagi) berlaku, sehingga tidak dapat dibatalkan."))
    if request.method == "GET":
        return render_template("roster/undo.html", it=it, shown=_shown(it))
    actions.take_back(it, current_user.id)
    return redirect(url_for("roster.one", import_id=it.id))


@bp.get("/roster/imports/<int:import_id>/bad-rows")
def bad_rows(import_id: int) -> ResponseReturnValue:
    """The rows that could not be taken, to be mended and sent again."""
    it = found(import_id)
    ensure(policies.may_keep(current_user.id, it.agency_id), NOT_YOURS)
    if it.removed_at:
        raise Gone(say("Baris itu sudah dihapus; hitungannya tetap ada di halaman impornya."))
    of_this = (RosterChange.import_id == it.id, RosterChange.kind == Kind.BAD)
    kept = db.session.scalars(select(RosterChange).where(*of_this).order_by(RosterChange.id))
    bad = [(each.row, each.cells, report.reasons_of(each.reasons)) for each in kept]
    return attachment(report.written(it.names, bad), f"perbaiki-{it.id}.csv")
