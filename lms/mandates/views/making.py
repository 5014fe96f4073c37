"""Making a mandate: typing it, looking at whom it meets, having it bind."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.mandates import actions, policies, queries
from lms.mandates.actions import Draft
from lms.mandates.forms import MandateForm, as_typed
from lms.mandates.models import Mandate, MandateState
from lms.mandates.views.blueprint import NOT_YOURS, bp, find, scope
from lms.web.access import ensure

SAVE = "save"
NO_UNIT = say("Pilih sedikitnya satu unit yang Anda pimpin.")


@bp.get("/mandates")
def index() -> ResponseReturnValue:
    within = scope()
    ensure(policies.may_oblige_any(within), NOT_YOURS)
    return render_template(
        "mandates/index.html", mandates=queries.kept_by(within, current_user.agency_id)
    )


@bp.route("/mandates/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    within, agency_id = scope(), current_user.agency_id
    ensure(policies.may_oblige_any(within), NOT_YOURS)
    form = _form(within, agency_id)
    if form.validate_on_submit() and request.form.get("do") == SAVE:
        try:
            wanted = _drafted(form, within, agency_id)
            made = actions.make(wanted, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Rancangan disimpan. Periksa siapa yang terkena, lalu tetapkan.")))
            return redirect(url_for("mandates.one", mandate_id=made.id))
    return _page(form, None)


@bp.route("/mandates/<int:mandate_id>/draft", methods=["GET", "POST"])
def draft(mandate_id: int) -> ResponseReturnValue:
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    if request.method == "GET" and found.state != MandateState.DRAFT:
        return redirect(url_for("mandates.one", mandate_id=found.id))
    kept = as_typed(found, queries.rule_of(found.id, found.agency_id))
    form = _form(within, found.agency_id, kept)
    if form.validate_on_submit() and request.form.get("do") == SAVE:
        try:
            wanted = _drafted(form, within, found.agency_id)
            actions.change(found.id, _version(), wanted, current_user.id)
        except Invalid as refusal:
            form.take(refusal)
        else:
            flash(str(say("Rancangan disimpan. Periksa siapa yang terkena, lalu tetapkan.")))
            return redirect(url_for("mandates.one", mandate_id=found.id))
    return _page(form, found)


def _form(within: Scope, agency_id: int, kept: dict[str, object] | None = None) -> MandateForm:
    return MandateForm(queries.choices(within, agency_id), queries.taught(agency_id), kept)


def _drafted(form: MandateForm, within: Scope, agency_id: int) -> Draft:
    """Raises Invalid where it would reach beyond the officer's own scope."""
    wanted = form.draft(agency_id)
    if not policies.may_oblige(within, agency_id, wanted.rule.units):
        raise Invalid(fields={"units": NO_UNIT})
    return wanted


def _version() -> int:
    """Of the draft that was looked at; none that is known for what was not sent by our form."""
    return request.form.get("version", 0, type=int)


def _page(form: MandateForm, found: Mandate | None) -> ResponseReturnValue:
    more = request.form.get("do") == "more"
    page = render_template(
        "mandates/form.html",
        form=form,
        mandate=found,
        units=form.rows("units", more=more),
        posts=form.rows("posts", more=more),
    )
    return page, 422 if form.errors else 200


@bp.post("/mandates/<int:mandate_id>/deletion")
def deletion(mandate_id: int) -> ResponseReturnValue:
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    actions.delete(found.id, current_user.id)
    flash(str(say("Rancangan dihapus. Tidak ada yang pernah terkena.")))
    return redirect(url_for("mandates.index"))


@bp.route("/mandates/<int:mandate_id>/binding", methods=["GET", "POST"])
def binding(mandate_id: int) -> ResponseReturnValue:
    """Asked once more, with how many it is."""
    within, found = scope(), find(mandate_id)
    ensure(policies.may_keep(within, found), NOT_YOURS)
    if request.method == "POST":
        actions.bind(found.id, _version(), current_user.id)
        flash(str(say("Ditetapkan. Yang terkena sedang didaftarkan dan diberi tahu.")))
        return redirect(url_for("mandates.one", mandate_id=found.id))
    if found.state != MandateState.DRAFT:
        return redirect(url_for("mandates.one", mandate_id=found.id))
    told = queries.foretell(queries.meant(found))
    course = queries.course_of(found.id)
    return render_template("mandates/binding.html", mandate=found, told=told, course=course)
