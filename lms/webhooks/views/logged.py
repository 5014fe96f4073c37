"""One receiver with the log of its messages, and one message with all its tries."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.foundation import clock
from lms.foundation.language import say
from lms.web.access import ensure
from lms.web.paging import page_asked
from lms.webhooks import actions, policies, queries, shown
from lms.webhooks.models import DeliveryState, Event
from lms.webhooks.queries import Wanted
from lms.webhooks.views.blueprint import NOT_YOURS, bp, find, to_one


def _wanted() -> Wanted:
    state, event = request.args.get("state", ""), request.args.get("event", "")
    return Wanted(
        DeliveryState(state) if state in set(DeliveryState) else None,
        Event(event) if event in set(Event) else None,
    )


@bp.get("/webhooks/<int:subscription_id>")
def one(subscription_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    wanted = _wanted()
    total = queries.log_total(held.id, wanted)
    pages = max(1, -(-total // queries.PAGE))
    page = page_asked(pages)

    def address(number: int) -> str:
        return url_for(
            "webhooks.one",
            subscription_id=held.id,
            state=wanted.state,
            event=wanted.event,
            page=number,
        )

    return render_template(
        "webhooks/one.html",
        held=held,
        rows=queries.log_page(held.id, wanted, page),
        wanted=wanted,
        total=total,
        page=page,
        pages=pages,
        first=(page - 1) * queries.PAGE + 1,
        address=address,
        now=clock.now(),
        words=shown,
    )


@bp.get("/webhooks/<int:subscription_id>/messages/<int:delivery_id>")
def delivery(subscription_id: int, delivery_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    found = queries.delivery(held.id, delivery_id)
    tries = queries.tries_of(found.id)
    return render_template("webhooks/delivery.html", held=held, it=found, tries=tries, words=shown)


@bp.post("/webhooks/<int:subscription_id>/messages/<int:delivery_id>/again")
def again(subscription_id: int, delivery_id: int) -> ResponseReturnValue:
    held = find(subscription_id)
    ensure(policies.may_keep(current_user.id, held), NOT_YOURS)
    actions.send_again(held, queries.delivery(held.id, delivery_id), current_user.id)
    return to_one(held, say("Pesan masuk antrean lagi, dengan nomor yang sama."))
