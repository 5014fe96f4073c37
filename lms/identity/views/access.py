"""Closing and opening an account, ending sessions, a code on paper, by an administrator."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say
from lms.identity import actions, policies
from lms.identity.forms import ReasonForm
from lms.identity.models import Person
from lms.identity.views.blueprint import bp
from lms.identity.views.people import find
from lms.web.access import ensure

NOT_YOURS = say(
    "Akun Anda sendiri, dan akun orang yang perannya melampaui lingkup Anda, diatur administrator "
    "lain."
)


def _back(person: Person, said: Sentence) -> ResponseReturnValue:
    flash(str(said))
    return redirect(url_for("identity.one_person", person_id=person.id))


@bp.route("/people/<int:person_id>/closing", methods=["GET", "POST"])
def bar(person_id: int) -> ResponseReturnValue:
    person, scope = find(person_id)
    ensure(policies.may_handle(scope, current_user.id, person.id), NOT_YOURS)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            actions.bar(person, current_user.id, form.reason.data or "")
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _back(person, say("Akun ditutup; semua sesinya berakhir."))
    return _confirm("bar", person, form)


@bp.route("/people/<int:person_id>/opening", methods=["GET", "POST"])
def admit(person_id: int) -> ResponseReturnValue:
    person, scope = find(person_id)
    ensure(policies.may_handle(scope, current_user.id, person.id), NOT_YOURS)
    form = ReasonForm()
    if form.validate_on_submit():
        actions.admit(person, current_user.id, (form.reason.data or "").strip())
        return _back(person, say("Akun terbuka kembali."))
    return _confirm("admit", person, form)


def _confirm(act: str, person: Person, form: ReasonForm) -> ResponseReturnValue:
    page = render_template("identity/access_confirm.html", act=act, person=person, form=form)
    return page, 422 if form.errors else 200


@bp.post("/people/<int:person_id>/sessions/end")
def end_sessions(person_id: int) -> ResponseReturnValue:
    person, scope = find(person_id)
    ensure(policies.may_handle(scope, current_user.id, person.id), NOT_YOURS)
    actions.end_sessions(person, current_user.id)
    return _back(person, say("Semua sesinya berakhir."))


@bp.post("/people/<int:person_id>/code")
def make_code(person_id: int) -> ResponseReturnValue:
    """An address to choose a password at, shown this once: only its digest is kept."""
    person, scope = find(person_id)
    ensure(policies.may_handle(scope, current_user.id, person.id), NOT_YOURS)
    code = actions.ask_reset(person, current_user.id)
    return render_template(
        "identity/code.html",
        person=person,
        address=f"{current_app.config['SETTINGS'].base_url}/password/{code}",
        ends=clock.now() + actions.RESET,
    )
