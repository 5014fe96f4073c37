"""Identifiers of people at SIASN: who has none, a file that brings them, or SIASN itself."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.siasn import actions, policies, queries
from lms.siasn.actions import Brought
from lms.siasn.forms import PeopleForm
from lms.siasn.views.blueprint import NOT_YOURS, bp, is_on, keeping, within
from lms.siasn.views.sending import OFF
from lms.web.access import ensure

SHOWN = 100
LARGEST = 5 * 2**20  # bytes


@bp.route("/siasn/people", methods=["GET", "POST"])
def people() -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    form, brought = PeopleForm(), None
    if form.validate_on_submit():
        try:
            brought = actions.bring(agency_id, _text(), current_user.id)
        except Invalid as refusal:
            form.take(refusal)
    page = _page(agency_id, form, brought)
    return page, 422 if form.errors else 200


def _page(agency_id: int, form: PeopleForm, brought: Brought | None) -> str:
    scope = within(agency_id)
    return render_template(
        "siasn/people.html",
        form=form,
        brought=brought,
        without=queries.list_without_id(scope, SHOWN),
        total=queries.count_without_id(scope),
        on=is_on(agency_id),
    )


def _text() -> str:
    sent = request.files.get("file")
    content = sent.read(LARGEST + 1) if sent else b""
    fault = say("Pilih berkas CSV, paling besar 5 MB.")
    if not content or len(content) > LARGEST:
        raise Invalid(fault, {"file": fault})
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(fault, {"file": fault})


@bp.post("/siasn/people/asking")
def ask() -> ResponseReturnValue:
    agency_id = keeping()
    ensure(policies.may_send(agency_id, current_user.id), NOT_YOURS)
    ensure(is_on(agency_id), OFF)
    actions.ask_for_people(agency_id, current_user.id)
    flash(str(say("SIASN sedang ditanya. Muat ulang halaman ini beberapa menit lagi.")))
    return redirect(url_for("siasn.people"))
