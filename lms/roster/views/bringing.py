"""Sending a file, and the list of what was sent."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import start_writing
from lms.foundation.errors import Invalid
from lms.foundation.text import plain_text
from lms.roster import folder, policies, queries
from lms.roster.actions import Sent, begin
from lms.roster.forms import UploadForm
from lms.roster.views.blueprint import NOT_YOURS, agencies, bp
from lms.web.access import ensure
from lms.web.transaction import writes_late


@bp.get("/roster")
def index() -> ResponseReturnValue:
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    return _page(_form())


def _form() -> UploadForm:
    form = UploadForm(day=clock.today())
    form.agency.choices = agencies()
    return form


def _page(form: UploadForm) -> str:
    mine = policies.agencies_of(current_user.id)
    return render_template("roster/index.html", form=form, imports=queries.latest(mine))


@bp.post("/roster")
@writes_late
def send() -> ResponseReturnValue:
    """The file is kept before anything is said of it."""
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    ensure(policies.may_keep(current_user.id, form.agency.data), NOT_YOURS)
    try:
        content = form.content()
    except Invalid as refusal:
        form.take(refusal)
        return _page(form), 422
    name = plain_text(form.file.data.filename or "")[-200:]
    sent = Sent(name, folder.put(content))
    start_writing()
    kept = begin(
        sent,
        agency_id=form.agency.data,
        by=current_user.id,
        day=form.day.data or clock.today(),
        create=bool(form.create.data),
    )
    return redirect(url_for("roster.one", import_id=kept.id))
