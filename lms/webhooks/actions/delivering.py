"""A message is taken to be sent, and what became of it is kept: two short transactions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.jobs import enqueue
from lms.foundation.strongbox import OtherSecret
from lms.webhooks import pauses, signing
from lms.webhooks.actions.putting import JOB, wake
from lms.webhooks.actions.secret import secrets_of
from lms.webhooks.actions.subscribing import pause_for
from lms.webhooks.models import (
    Delivery,
    DeliveryState,
    Event,
    Fault,
    Pause,
    Subscription,
    Try,
)
from lms.webhooks.trying import Outcome

LEASE = timedelta(minutes=1)  # several times as long as a try


@dataclass(frozen=True)
class Parcel:
    """What one try sends; the two moments are its own alone."""

    delivery_id: int
    address: str
    uid: str
    body: str
    at: datetime
    until: datetime  # the mark of the lease
    secrets: tuple[str, ...] = field(repr=False)  # none: they cannot be opened

    def headers(self) -> dict[str, str]:
        return signing.headers(self.uid, int(self.at.timestamp()), self.body, self.secrets)


def take(subscription_id: int) -> Parcel | None:
    """The message that has waited longest; nothing while another is on its way to this receiver.

    Whoever has taken one and dies is waited for as long as the lease, and then it is sent again.
    """
    held, moment = _held(subscription_id), clock.now()
    if held is None or not _may_send(held, moment):
        return None
    due = (
        select(Delivery)
        .where(Delivery.subscription_id == held.id, Delivery.state == DeliveryState.WAITING)
        .where(Delivery.due_at <= moment)
        .order_by(Delivery.due_at, Delivery.id)
        .limit(1)
    )
    found = db.session.scalar(due)
    if found is None:
        return None
    held.busy_until = moment + LEASE
    what = (found.id, held.address, found.uid, found.body)
    return Parcel(*what, moment, held.busy_until, _opened(held, moment))


def _held(subscription_id: int) -> Subscription | None:
    """Locked, but not against what only refers to it."""
    wanted = select(Subscription).where(Subscription.id == subscription_id)
    locked = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return db.session.scalar(locked)


def _may_send(held: Subscription, moment: datetime) -> bool:
    busy = held.busy_until is not None and held.busy_until > moment
    resting = held.rest_until is not None and held.rest_until > moment
    return held.pause is None and not busy and not resting


def _opened(held: Subscription, moment: datetime) -> tuple[str, ...]:
    try:
        return secrets_of(held, moment)
    except OtherSecret:
        return ()


def note(subscription_id: int, parcel: Parcel, outcome: Outcome) -> None:
    """Keep what became of a try; of a receiver that was removed meanwhile nothing is kept."""
    held = _held(subscription_id)
    delivery = db.session.get(Delivery, parcel.delivery_id, populate_existing=True)
    if held is None or delivery is None or held.removed_at is not None:
        return
    if held.busy_until == parcel.until:  # else the lease ran out, and it is another's
        held.busy_until = None
    db.session.add(
        Try(
            delivery_id=delivery.id,
            at=parcel.at,
            took=outcome.took,
            headers=dict(outcome.headers),
            code=outcome.code,
            fault=outcome.fault,
            answer=outcome.answer,
        )
    )
    delivery.tries += 1
    delivery.code = outcome.code
    if outcome.fault is None:
        _arrived(held, delivery)
    elif delivery.state is DeliveryState.WAITING:
        _failed(held, delivery, outcome.fault)
    db.session.flush()


def _arrived(held: Subscription, delivery: Delivery) -> None:
    _end(delivery, DeliveryState.DELIVERED)
    held.streak, held.failing_since, held.rest_until = 0, None, None


def _end(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state, delivery.ended_at = state, clock.now()


def _failed(held: Subscription, delivery: Delivery, fault: Fault) -> None:
    """Tried again later; one that is sent to see whether it arrives says nothing of the others."""
    moment = clock.now()
    if delivery.event is Event.TEST:
        _end(delivery, DeliveryState.FAILED)
        return
    held.streak += 1
    held.failing_since = held.failing_since or moment
    held.rest_until = moment + pauses.rest_after(held.streak)
    if fault is Fault.GONE or delivery.tries >= pauses.MOST:
        _end(delivery, DeliveryState.FAILED)
    else:
        delivery.due_at = moment + pauses.wait_after(delivery.tries)
        enqueue(JOB, due_at=delivery.due_at, subscription_id=held.id)
    db.session.flush()
    if fault is Fault.GONE:
        pause_for(held, Pause.GONE)
    elif moment - held.failing_since >= pauses.PATIENCE:
        pause_for(held, Pause.FAILED)
    else:
        wake(held)
