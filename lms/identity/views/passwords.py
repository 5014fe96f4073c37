"""A new password by letter."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.foundation.database import start_writing
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import actions, nip, passwords, queries
from lms.identity.forms import NewPasswordForm, ResetRequestForm
from lms.identity.views.blueprint import bp
from lms.identity.views.patience import ensure_few_letters, know_browser, letters
from lms.web.access import public
from lms.web.transaction import writes_late


@bp.route("/password", methods=["GET", "POST"])
@public
@writes_late
def ask_password() -> ResponseReturnValue:
    """Ask for a new password; the answer is the same whether or not the NIP is known."""
    form = ResetRequestForm()
    if form.validate_on_submit():
        try:
            _ask(nip.normalise(form.nip.data or ""))
        except Invalid as refusal:
            form.take(refusal)
        else:
            return render_template("identity/asked.html")
    return render_template("identity/ask_password.html", form=form), 422 if form.errors else 200


def _ask(number: str) -> None:
    counted = letters()
    ensure_few_letters(counted)
    counted.note()
    start_writing()
    actions.mail_reset(queries.person_known_as(number), number)


@bp.route("/password/<code>", methods=["GET", "POST"])
@public
@writes_late
def new_password(code: str) -> ResponseReturnValue:
    try:
        reset = actions.reset_by_code(code)
    except Invalid as spent:
        return _ask_again(spent)
    number = queries.person(reset.person_id).nip
    form = NewPasswordForm()
    if form.validate_on_submit():
        password = form.password.data or ""
        try:
            passwords.ensure_good(password, number)
        except Invalid as refusal:
            form.take(refusal)
        else:
            kept = passwords.hashed(password)
            start_writing()
            actions.use_reset(code, kept)
            flash(str(say("Kata sandi baru sudah berlaku. Silakan masuk.")))
            # Whoever reads the person's letters is no stranger, and so is not slowed by one.
            return know_browser(redirect(url_for("identity.sign_in")), number)
    page = render_template("identity/new_password.html", form=form, code=code)
    return page, 422 if form.errors else 200


def _ask_again(spent: Invalid) -> ResponseReturnValue:
    """A letter that was used or is old leads to a new one at once."""
    flash(str(spent.sentence), "warning")
    form = ResetRequestForm(formdata=None)
    return render_template("identity/ask_password.html", form=form, spent=True), spent.status
