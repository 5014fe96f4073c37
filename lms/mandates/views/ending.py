"""Ending a mandate, and undoing that for a while."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.mandates import actions, policies
from lms.mandates.forms import ReasonForm
from lms.mandates.views.blueprint import NOT_YOURS, bp, find, scope
from lms.web.access import ensure


@bp.route("/mandates/<int:mandate_id>/end", methods=["GET", "POST"])
def end(mandate_id: int) -> ResponseReturnValue:
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            actions.end(found.id, current_user.id, form.reason.data or "")
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Kewajiban diakhiri. Pendaftaran dan kemajuan belajar tetap ada.")))
            return redirect(url_for("mandates.one", mandate_id=found.id))
    page = render_template("mandates/end.html", form=form, mandate=found, days=actions.REGRET.days)
    return page, 422 if form.errors else 200


@bp.post("/mandates/<int:mandate_id>/end/undoing")
def resume(mandate_id: int) -> ResponseReturnValue:
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    actions.resume(found.id, current_user.id)
    flash(str(say("Pengakhiran dibatalkan. Kewajiban berlaku lagi seperti semula.")))
    return redirect(url_for("mandates.one", mandate_id=found.id))
