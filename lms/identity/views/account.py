"""One's own account: what is known of one, open sessions, the password."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.database import start_writing
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import actions, nip, passwords, policies, queries
from lms.identity.forms import ChangePasswordForm
from lms.identity.views.blueprint import bp
from lms.identity.views.patience import ensure_patience, tries
from lms.web.access import ensure, signed_in
from lms.web.transaction import writes_late


@bp.route("/account", methods=["GET", "POST"])
@signed_in
@writes_late
def account() -> ResponseReturnValue:
    """One's own data, open sessions and password."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            _change_password(form.present.data or "", form.password.data or "")
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Kata sandi sudah diganti. Sesi di perangkat lain sudah diakhiri.")))
            return redirect(url_for("identity.account"))
    return render_template(
        "identity/account.html",
        form=form,
        person=queries.person(current_user.id),
        places=queries.history(current_user.id),
        grants=queries.grants(current_user.id),
        sign_ins=queries.open_sign_ins(current_user.id),
        masked=nip.masked(current_user.nip),
    ), 422 if form.errors else 200


def _change_password(present: str, password: str) -> None:
    person = queries.person(current_user.id)
    counted = tries(person.nip)
    ensure_patience(counted, "present")
    if not passwords.fits(present, person.password_hash):
        counted.note()
        sentence = say("Kata sandi sekarang tidak cocok.")
        raise Invalid(sentence, {"present": sentence})
    passwords.ensure_good(password, person.nip)
    kept = passwords.hashed(password)
    start_writing()
    actions.set_password(queries.person(current_user.id), kept, but=current_user.sign_in_id)


@bp.post("/account/sign-ins/<int:sign_in_id>/end")
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    ensure(policies.may_end(sign_in_id, current_user.id))
    actions.end_sign_in(sign_in_id, current_user.id)
    flash(str(say("Sesi itu sudah diakhiri.")))
    return redirect(url_for("identity.account"))


@bp.app_template_filter()
def last_day(until: date) -> date:
    """The last day on which a dated row still holds."""
    return until - timedelta(days=1)


BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
SPOKEN = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}


@bp.app_template_filter()
def browser_name(agent: str) -> str:
    """Enough of a user agent to tell one's own devices apart."""
    browser = next((name for name in BROWSERS if name in agent), "")
    system = next((name for name in SYSTEMS if name in agent), "")
    return ", ".join(filter(None, (SPOKEN.get(browser, browser), system))) or agent[:40] or "?"
