"""Exports that are too large to wait for: asked for, followed, and fetched by who asked."""

from flask import Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.database import db
from lms.foundation.errors import Gone, NotFound
from lms.foundation.language import say
from lms.records import actions, policies, preparing
from lms.records.models import ExportState, PreparedExport
from lms.records.views.blueprint import NOT_YOURS, bp, listed
from lms.records.views.exports import TYPES, register_wish
from lms.records.views.fulfilment import people_wish
from lms.web.access import ensure
from lms.web.errors import lead_back
from lms.web.packing import is_wanted


@bp.post("/register/prepared")
def prepare() -> ResponseReturnValue:
    """Asked for with the filters of the page that offered it."""
    scope = listed()
    ensure(policies.may_list(scope), NOT_YOURS)
    read = people_wish if request.args.get("of") == "fulfilment" else register_wish
    wish, total = read()
    asked = actions.prepare(wish, scope, total, current_user.id, current_user.agency_id)
    return redirect(url_for("records.prepared", export_id=asked.id))


@bp.get("/register/prepared/<int:export_id>")
def prepared(export_id: int) -> ResponseReturnValue:
    """How far it is; browsers fetch it anew by a header, so without scripts too."""
    asked = _found(export_id)
    ensure(policies.may_take_export(asked, current_user.id), NOT_YOURS)
    page = render_template(
        "records/prepared.html",
        asked=asked,
        days=preparing.KEPT.days,
        fault=preparing.fault_of(asked),
    )
    return page, 200, {"Refresh": "3"} if asked.state == ExportState.MAKING else {}


@bp.get("/register/prepared/<int:export_id>/file")
def prepared_file(export_id: int) -> ResponseReturnValue:
    """Fetching it is noted."""
    asked = _found(export_id)
    ensure(policies.may_take_export(asked, current_user.id), NOT_YOURS)
    path = preparing.path_of(asked).resolve()
    if asked.state != ExportState.READY or not path.exists():
        raise Gone(say("Berkas ekspor ini tidak disimpan lagi. Mintalah yang baru dari register."))
    actions.note_fetched(asked, current_user.id)
    return _sent(asked)


def _sent(asked: PreparedExport) -> Response:
    suffix = preparing.suffix_of(asked)
    plain = suffix.removesuffix(".gz")
    packed = suffix != plain
    unpacks = packed and is_wanted(request.environ)
    name = f"{asked.of}-{asked.asked_at:%Y%m%d}-{asked.id}.{plain if unpacks else suffix}"
    kind = TYPES[plain] if unpacks or not packed else "application/gzip"
    path = preparing.path_of(asked).resolve()
    response = send_file(path, kind, as_attachment=True, download_name=name)
    if unpacks:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _found(export_id: int) -> PreparedExport:
    lead_back(url_for("records.exports"), say("Kembali ke riwayat ekspor"))
    found = db.session.get(PreparedExport, export_id)
    if found is None or found.person_id != current_user.id:
        raise NotFound
    return found
