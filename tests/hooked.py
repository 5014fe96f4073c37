"""Receivers as tests arrange and find them."""

from flask import Flask
from sqlalchemy import select

from cast import Someone
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from lms.webhooks import actions
from lms.webhooks.actions import Wish
from lms.webhooks.models import CHOSEN, Delivery, Event, Fault, Subscription, Try
from lms.webhooks.trying import Outcome

ALL = tuple(each.value for each in CHOSEN)


def let_loopback(app: Flask) -> None:
    """As `LMS_WEBHOOKS_LOOPBACK=1` does."""
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = settings.model_copy(update={"webhooks_loopback": True})


def subscribed(address: str, by: Someone, *events: str, with_nip: bool = False) -> tuple[int, str]:
    """A receiver of somebody's agency, which is told all unless events are named; its secret."""
    wish = Wish(address, "", events or ALL, with_nip)
    with transaction():
        made, secret = actions.subscribe(by.agency_id, wish, by.id, loopback=True)
        return made.id, secret


def try_out(subscription_id: int, by: Someone) -> int:
    """A message that waits to be sent."""
    with transaction():
        held = db.session.get_one(Subscription, subscription_id)
        return actions.send_test(held, by.id).id


def work() -> None:
    """All that is due now."""
    while work_once():
        pass
    db.session.rollback()


def deliveries(subscription_id: int | None = None) -> list[Delivery]:
    db.session.rollback()
    every = select(Delivery).order_by(Delivery.id)
    if subscription_id is not None:
        every = every.where(Delivery.subscription_id == subscription_id)
    return list(db.session.scalars(every))


def tries() -> list[Try]:
    db.session.rollback()
    return list(db.session.scalars(select(Try).order_by(Try.id)))


def subscription(subscription_id: int) -> Subscription:
    db.session.rollback()
    return db.session.get_one(Subscription, subscription_id)


def let_hear(person_id: int, agency_id: int) -> str:
    """Where a receiver is looked at that refused a message; its scene is open already."""
    wish = Wish("https://simpeg.contoh.go.id/masuk", "SIMPEG provinsi", ALL[:3], with_nip=False)
    held, _ = actions.subscribe(agency_id, wish, person_id, loopback=False)
    actions.send_test(held, person_id)
    parcel = actions.take(held.id)
    assert parcel
    answer = "<h1>Sedang dalam perbaikan</h1>"
    actions.note(held.id, parcel, Outcome(parcel.headers(), 120, 503, Fault.REFUSED, answer))
    return f"/webhooks/{held.id}"


def put_down(person: Someone) -> None:
    """As if this person had just been enrolled."""
    with transaction():
        data = {"enrolment_id": 1}
        actions.put_down(person.agency_id, Event.ENROLMENT_CREATED, person.id, data)
