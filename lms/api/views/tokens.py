"""Where officers give programs their tokens and take them back: /tokens."""

from datetime import date, datetime, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.api import actions, policies, queries
from lms.api.forms import TokenForm
from lms.api.models import Right
from lms.api.views.blueprint import bp
from lms.foundation import clock
from lms.foundation.database import AnyRow
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import queries as identity
from lms.identity.queries import Scope
from lms.web.access import ensure

NOT_OFFICER = say("Token dibuat oleh petugas BKD atau administrator satu instansi penuh.")


def _kept() -> Scope:
    return Scope(policies.agencies_of(current_user.id))


def standing(token: AnyRow) -> str:
    if token.revoked_at is not None:
        return "revoked"
    if token.ends_at <= clock.now():
        return "ended"
    return "runs" if token.alive else "orphaned"


def last_day(ends_at: datetime) -> date:
    """A token ends with its day, at midnight of the next."""
    return clock.local_date(ends_at - timedelta(seconds=1))


@bp.get("/tokens")
def tokens() -> ResponseReturnValue:
    ensure(policies.may_keep_any(current_user.id), NOT_OFFICER)
    found = queries.list_tokens(_kept())
    return render_template("api/tokens.html", rows=found, standing=standing, last_day=last_day)


@bp.route("/tokens/new", methods=["GET", "POST"])
def new_token() -> ResponseReturnValue:
    ensure(policies.may_keep_any(current_user.id), NOT_OFFICER)
    form = _filled()
    if form.validate_on_submit():
        try:
            return _made(form)
        except Invalid as refusal:
            form.take(refusal)
    return render_template("api/token_form.html", form=form), 422 if form.errors else 200


def _filled() -> TokenForm:
    """With the agencies and the rights that the officer may give."""
    agencies = identity.agencies(_kept())
    form = TokenForm(last=clock.today() + actions.USUAL)
    form.agency.choices = [(each.id, each.name) for each in agencies]
    if form.agency.data is None:
        form.agency.data = agencies[0].id
    given = {it for each in agencies for it in policies.rights_of(current_user.id, each.id)}
    form.offer([right for right in Right if right in given])
    return form


def _made(form: TokenForm) -> ResponseReturnValue:
    """The page that shows the token, this once."""
    last = form.last.data
    assert last is not None  # the form asks for it
    rights, name = form.rights.data or [], form.name.data or ""
    token, made = actions.make_token(form.agency.data, current_user.id, name, rights, last)
    return render_template("api/token_made.html", token=token, made=made, last=last)


@bp.route("/tokens/<int:token_id>/revocation", methods=["GET", "POST"])
def revoke_token(token_id: int) -> ResponseReturnValue:
    found = queries.token(_kept(), token_id)
    ensure(policies.may_keep(current_user.id, found.agency_id), NOT_OFFICER)
    if request.method == "POST":
        actions.revoke_token(token_id, current_user.id)
        flash(str(say("Token dicabut; program yang memakainya ditolak mulai sekarang.")))
        return redirect(url_for("api.tokens"))
    return render_template("api/token_revocation.html", token=found)
