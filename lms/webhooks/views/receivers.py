"""The receivers of an agency, and taking one in."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.identity import queries as identity
from lms.identity.queries import Scope
from lms.web.access import ensure
from lms.webhooks import actions, policies, queries, shown
from lms.webhooks.forms import SubscriptionForm
from lms.webhooks.models import Subscription
from lms.webhooks.views.blueprint import NOT_YOURS, bp, find, loopback, to_one


@bp.get("/webhooks")
def index() -> ResponseReturnValue:
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    scope = _scope()
    names = {each.id: each.name for each in identity.agencies(scope)}
    found = queries.list_subscriptions(scope)
    return render_template("webhooks/index.html", found=found, names=names, words=shown)


def _scope() -> Scope:
    return Scope(agencies=policies.agencies_of(current_user.id))


def _agencies() -> list[tuple[int, str]]:
    return [(each.id, each.name) for each in identity.agencies(_scope())]


@bp.route("/webhooks/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Its secret is on the page that answers, and on no other."""
    ensure(policies.may_keep_any(current_user.id), NOT_YOURS)
    form = SubscriptionForm().offer(_agencies())
    if request.method != "POST":
        return _form_page(form)
    if not form.validate_on_submit():
        return _form_page(form), 422
    ensure(form.agency.data in policies.agencies_of(current_user.id), NOT_YOURS)
    try:
        made, secret = actions.subscribe(
            form.agency.data, form.wish(), current_user.id, loopback=loopback()
        )
    except Invalid as refusal:
        form.take(refusal)
        return _form_page(form), 422
    return secret_page(made, secret)


def _form_page(form: SubscriptionForm, held: Subscription | None = None) -> str:
    return render_template("webhooks/form.html", form=form, held=held)


def secret_page(held: Subscription, secret: str) -> str:
    return render_template("webhooks/secret.html", held=held, secret=secret)


@bp.route("/webhooks/<int:subscription_id>/change", methods=["GET", "POST"])
def change(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    form = SubscriptionForm(obj=None if request.method == "POST" else held).offer(_agencies())
    form.agency.data = held.agency_id  # it stays where it is
    if request.method != "POST":
        return _form_page(form, held)
    if not form.validate_on_submit():
        return _form_page(form, held), 422
    try:
        actions.change(held, form.wish(), current_user.id, loopback=loopback())
    except Invalid as refusal:
        form.take(refusal)
        return _form_page(form, held), 422
    return to_one(held, say("Perubahan disimpan."))
