"""One certificate as officers see it, and taking it back or replacing it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.certificates import actions, policies, queries
from lms.certificates.forms import ReasonForm
from lms.certificates.queries import Shown
from lms.certificates.views.blueprint import NOT_ISSUING, NOT_LISTING, bp, find
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.web.access import ensure


@bp.get("/certificates/<uuid:certificate_id>")
def certificate(certificate_id: UUID) -> ResponseReturnValue:
    one = find(certificate_id)
    ensure(policies.may_oversee(one, current_user.id), NOT_LISTING)
    return render_template(
        "certificates/certificate.html",
        one=one,
        steps=queries.steps_of(one.id),
        is_outdated=queries.is_outdated(one.completion_id),
        may_change=policies.may_change(one, current_user.id),
    )


@bp.route("/certificates/<uuid:certificate_id>/revocation", methods=["GET", "POST"])
def revoke(certificate_id: UUID) -> ResponseReturnValue:
    one = find(certificate_id)
    ensure(policies.may_change(one, current_user.id), NOT_ISSUING)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            actions.revoke(one.id, form.reason.data or "", current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Sertifikat dicabut. Halaman pemeriksaannya sudah mengatakannya.")))
            return redirect(url_for("certificates.certificate", certificate_id=one.id))
    return _asking(form, one, "revoke")


@bp.route("/certificates/<uuid:certificate_id>/reissue", methods=["GET", "POST"])
def reissue(certificate_id: UUID) -> ResponseReturnValue:
    one = find(certificate_id)
    ensure(policies.may_change(one, current_user.id), NOT_ISSUING)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            made = actions.reissue(one.id, form.reason.data or "", current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            said = say("Sertifikat %(number)s terbit sebagai pengganti.", number=made.number)
            flash(str(said))
            return redirect(url_for("certificates.certificate", certificate_id=made.id))
    return _asking(form, one, "reissue")


def _asking(form: ReasonForm, one: Shown, act: str) -> ResponseReturnValue:
    page = render_template("certificates/withdrawing.html", form=form, one=one, act=act)
    return page, 422 if form.errors else 200
