"""The first time: one's number, the code on the slip, and a password of one's own."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.foundation.database import start_writing
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import actions, nip, passwords
from lms.identity.forms import ActivationForm
from lms.identity.views.blueprint import bp
from lms.identity.views.patience import ensure_patience, know_browser, tries
from lms.web.access import public
from lms.web.transaction import writes_late


@bp.route("/activate", methods=["GET", "POST"])
@public
@writes_late
def activate() -> ResponseReturnValue:
    form = ActivationForm()
    if form.validate_on_submit():
        try:
            number = nip.normalise(form.nip.data or "")
            _activate(number, form.code.data or "", form.password.data or "")
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Akun Anda sudah aktif. Silakan masuk dengan kata sandi tadi.")))
            return know_browser(redirect(url_for("identity.sign_in")), number)
    return render_template("identity/activate.html", form=form), 422 if form.errors else 200


def _activate(number: str, code: str, password: str) -> None:
    """Whatever does not fit is told after as long, and in the same words, for known or unknown."""
    counted = tries(number)
    ensure_patience(counted, "code")
    passwords.ensure_good(password, number)
    secret = current_app.config["SECRET_KEY"]
    try:
        actions.holder_of(number, code, secret)
    except Invalid:
        counted.note()
        raise
    kept = passwords.hashed(password)
    start_writing()
    actions.activate(number, code, secret, kept)
