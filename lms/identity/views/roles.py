"""Giving a role and ending it, by an administrator."""

from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.language import say
from lms.identity import actions, policies, queries
from lms.identity.forms import ReasonForm, RoleForm
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import Scope
from lms.identity.views.blueprint import bp
from lms.identity.views.people import find
from lms.web.access import ensure

NOT_ONESELF = say("Peran Anda sendiri diatur oleh administrator lain.")
WHOLE = "agency"


@bp.route("/people/<int:person_id>/roles/new", methods=["GET", "POST"])
def give_role(person_id: int) -> ResponseReturnValue:
    person, scope = find(person_id)
    ensure(policies.may_give_role(scope, current_user.id, person.id), NOT_ONESELF)
    form = _filled(scope)
    if form.validate_on_submit():
        try:
            _give(person, scope, form)
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        else:
            flash(str(say("Peran diberikan.")))
            return redirect(url_for("identity.one_person", person_id=person.id))
    page = render_template("identity/role_form.html", form=form, person=person)
    return page, 422 if form.errors or form.form_errors else 200


def _filled(scope: Scope) -> RoleForm:
    """With the roles and the places that the administrator may give."""
    form = RoleForm(since=clock.today())
    given = [(each, str(name)) for each, name in queries.ROLE_NAMES.items()]
    form.role.choices = [it for it in given if it[0] is not Role.MENTOR]  # those come of pairs
    agencies = queries.agencies(scope)
    form.place.choices = [(f"{WHOLE}-{it.id}", it.name) for it in agencies] + [
        (f"unit-{it.id}", "\u00a0\u00a0" * (it.path.count("/") - 2) + it.name)
        for it in queries.units_within(scope)
    ]
    return form


def _give(person: Person, scope: Scope, form: RoleForm) -> None:
    if not person.active:
        raise Conflict(say("Akun ini sedang ditutup. Buka dulu akunnya, lalu ulangi."))
    agency_id, unit = _place(scope, form.place.data)
    ensure(policies.may_give_at(scope, agency_id, unit.path if unit else None))
    where = (agency_id, unit.id if unit else None, *_days(form))
    why = (form.reason.data or "").strip()
    actions.give_role(person, Role(form.role.data), *where, current_user.id, why)


def _days(form: RoleForm) -> tuple[date, date | None]:
    """The first day, and the first on which it no longer holds."""
    since, last = form.since.data, form.last.data
    assert since is not None  # the form asks for it
    if since < clock.today():
        sentence = say("Peran mulai paling awal hari ini.")
        raise Invalid(sentence, {"since": sentence})
    if last is not None and last < since:
        sentence = say("Peran berakhir sebelum mulai. Periksa kedua tanggalnya.")
        raise Invalid(sentence, {"last": sentence})
    return since, last + timedelta(days=1) if last else None


def _place(scope: Scope, chosen: str) -> tuple[int, Any]:
    """The agency and, where one was chosen, the unit; the form let in only those of the scope."""
    kind, _, number = chosen.partition("-")
    if kind == WHOLE:
        return int(number), None
    unit = next(it for it in queries.units_within(scope) if it.id == int(number))
    return unit.agency_id, unit


@bp.route("/people/<int:person_id>/roles/<int:grant_id>/end", methods=["GET", "POST"])
def end_role(person_id: int, grant_id: int) -> ResponseReturnValue:
    person, scope = find(person_id)
    held = next((it for it in queries.held(person.id) if it.id == grant_id), None)
    if held is None:
        raise NotFound(say("Peran ini sudah berakhir."))
    ensure(person.id != current_user.id, NOT_ONESELF)
    ensure(policies.may_end_role(scope, held))
    form = ReasonForm()
    if form.validate_on_submit():
        grant = db.session.get_one(Grant, grant_id)
        actions.revoke(grant, current_user.id, (form.reason.data or "").strip())
        flash(str(say("Peran diakhiri.")))
        return redirect(url_for("identity.one_person", person_id=person.id))
    page = render_template("identity/role_end.html", form=form, person=person, held=held)
    return page, 422 if form.errors else 200
