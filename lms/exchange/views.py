"""Bringing questions in: /bank/import, in two steps."""

from itertools import chain
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from lms.exchange import actions, folder, formats, policies, queries, taking, working
from lms.exchange.actions import Sent
from lms.exchange.blueprint import NOT_YOURS, bp
from lms.exchange.forms import ImportForm
from lms.exchange.models import ImportState, QuestionImport
from lms.foundation.database import start_writing
from lms.foundation.errors import Gone, Invalid
from lms.foundation.language import say
from lms.foundation.spreadsheets import csv_text
from lms.foundation.text import plain_text
from lms.web import errors
from lms.web.access import ensure
from lms.web.downloads import attachment
from lms.web.paging import page_asked
from lms.web.transaction import writes_late

PAGE = 50
LARGEST_REQUEST = formats.LARGEST + 2**20
COLUMNS = ("source", "type", "status", "reason", "name")


@bp.url_value_preprocessor
def _room_for_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    # The first thing that a request meets: the check of its token already reads the body.
    request.max_content_length = LARGEST_REQUEST


@bp.errorhandler(RequestEntityTooLarge)
def _too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    text = say("Berkas ini lebih dari 20 MB. Pecah menjadi beberapa berkas, lalu kirim lagi.")
    return errors.page(413, text)


@bp.get("/bank/import")
def index() -> ResponseReturnValue:
    ensure(policies.may_exchange(current_user.id), NOT_YOURS)
    return _form(ImportForm())


def _form(form: ImportForm) -> str:
    agencies = policies.agencies_of(current_user.id)
    return render_template(
        "exchange/import.html",
        form=form,
        imports=queries.latest(agencies),
        topics=queries.topics(agencies),
    )


@bp.post("/bank/import")
@writes_late
def send() -> ResponseReturnValue:
    """The file is kept before anything is said of it."""
    ensure(policies.may_exchange(current_user.id), NOT_YOURS)
    form = ImportForm()
    content = _content(form)
    if content is None:
        return _form(form), 422
    sent = Sent(plain_text(form.file.data.filename or "")[-200:], folder.put(content))
    start_writing()
    found = actions.begin(
        sent, form.wanted, agency_id=_agency(form.wanted.topic), by=current_user.id
    )
    return redirect(url_for("exchange.one", import_id=found.id))


def _content(form: ImportForm) -> bytes | None:
    """What was sent, or None after noting beside the fields what is wrong with it."""
    try:
        content = form.content()
        _ensure_free(form.wanted.topic)
    except Invalid as refusal:
        form.validate()
        form.take(refusal)
        return None
    return content if form.validate() else None


def _ensure_free(topic: str) -> None:
    """Raises Invalid for a topic that the person may not add to."""
    if queries.owner_of(topic) not in {None, *policies.agencies_of(current_user.id)}:
        taken = say("Topik ini milik instansi lain. Pakai nama topik lain.")
        raise Invalid(taken, {"topic": taken})


def _agency(topic: str) -> int:
    """The owner of the topic, or the person's own agency, or the one that they work for."""
    held = policies.agencies_of(current_user.id)
    known = queries.owner_of(topic)
    own: int = current_user.agency_id if current_user.agency_id in held else min(held)
    return own if known is None else known


@bp.get("/bank/import/<int:import_id>")
def one(import_id: int) -> ResponseReturnValue:
    """How far the reading is; then every question with what became of it."""
    found = _found(import_id)
    ensure(policies.may_exchange_in(current_user.id, found.agency_id), NOT_YOURS)
    lines = working.report_of(found)
    wanted = request.args.get("show", "")
    shown = [line for line in lines if wanted in {"", line.outcome}]
    pages = max(1, -(-len(shown) // PAGE))
    page = page_asked(pages)
    return render_template(
        "exchange/one.html",
        it=found,
        fault=working.fault_of(found),
        days=current_app.config["SETTINGS"].import_days,
        busy=found.state in {ImportState.READING, ImportState.KEEPING},
        shown=shown[(page - 1) * PAGE : page * PAGE],
        count=len(shown),
        wanted=wanted,
        page=page,
        pages=pages,
    )


def _found(import_id: int) -> QuestionImport:
    """Raises NotFound for what is not of the person's agencies."""
    return queries.one(import_id, policies.agencies_of(current_user.id))


@bp.get("/bank/import/<int:import_id>/report")
def report(import_id: int) -> ResponseReturnValue:
    """Every question with what became of it, for a spreadsheet."""
    found = _found(import_id)
    ensure(policies.may_exchange_in(current_user.id, found.agency_id), NOT_YOURS)
    if found.removed_at:
        raise Gone(say("Laporan ini sudah dihapus; hitungannya tetap ada di halaman impornya."))
    lines = ([str(getattr(line, name)) for name in COLUMNS] for line in working.report_of(found))
    return attachment(csv_text(chain([COLUMNS], lines)), f"laporan-impor-{found.id}.csv")


@bp.post("/bank/import/<int:import_id>/keeping")
def keep(import_id: int) -> ResponseReturnValue:
    """The second step: what was shown enters the bank."""
    found = _found(import_id)
    ensure(policies.may_exchange_in(current_user.id, found.agency_id), NOT_YOURS)
    actions.go_on(found)
    flash(str(say("Soal sedang dimasukkan ke bank.")))
    return redirect(url_for("exchange.one", import_id=found.id))


PAGES = (taking,)  # importing it hangs its pages on the blueprint

__all__ = ["PAGES", "bp"]
