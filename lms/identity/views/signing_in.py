"""Coming in and going out."""

from datetime import timedelta

from flask import (
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from sqlalchemy import update

from lms.foundation import clock
from lms.foundation.database import aside, start_writing
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import actions, nip, passwords, queries
from lms.identity.forms import SignInForm
from lms.identity.models import Person, SignIn
from lms.identity.views.blueprint import bp
from lms.identity.views.patience import ensure_patience, know_browser, tries
from lms.web.access import login, public, safe_next, signed_in
from lms.web.transaction import writes_late

SEEN_EVERY = timedelta(minutes=10)  # how exactly a session's last use is kept


@login.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load(token_digest: str) -> queries.Visitor | None:
    found = queries.visitor(token_digest)
    if found and clock.now() - found.seen_at > SEEN_EVERY and request.method == "GET":
        with aside() as connection:
            seen = update(SignIn).where(SignIn.id == found.sign_in_id)
            connection.execute(seen.values(seen_at=clock.now()))
    return found


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@writes_late
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")))
    if form.validate_on_submit():
        try:
            number = nip.normalise(form.nip.data or "")
            return _let_in(_ensure_known(number, form.password.data or ""), number)
        except Invalid as refusal:
            form.take(refusal)
    return render_template("identity/sign_in.html", form=form), 422 if form.errors else 200


def _ensure_known(number: str, password: str) -> Person:
    """Whose number and password these are; raises Invalid, as slowly for a number of nobody."""
    counted = tries(number)
    ensure_patience(counted, "password")
    person = queries.person_known_as(number)
    if not passwords.fits(password, person.password_hash if person else None) or not person:
        counted.note()
        sentence = say("NIP dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.")
        raise Invalid(sentence, {"password": sentence})
    return person


def _let_in(person: Person, number: str) -> ResponseReturnValue:
    start_writing()
    opened = actions.begin_sign_in(person, request.user_agent.string, request.remote_addr or "")
    session.clear()  # a form seen before signing in is not valid after it
    login_user(queries.visitor(opened.token_digest))
    return know_browser(redirect(safe_next(request.args.get("next"))), number)


@bp.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    actions.end_sign_in(current_user.sign_in_id, current_user.id)
    logout_user()
    flash(str(say("Anda sudah keluar. Semua yang Anda kerjakan tersimpan.")))
    return redirect(url_for("identity.sign_in"))
