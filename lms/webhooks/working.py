"""The jobs that send, and that forget what was sent long ago."""

import time
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import enqueue, job
from lms.webhooks import actions, hearing, queries
from lms.webhooks.actions import JOB, Parcel
from lms.webhooks.models import Delivery, Fault, Subscription, Try
from lms.webhooks.trying import Outcome, send

LANE = "webhooks"
SPAN = 5.0  # seconds in which one job goes on to the next message; whoever stops waits for it
KEPT = timedelta(days=30)
HEARD = hearing  # importing it is what makes it hear


@job(JOB, slow=True, lane=LANE)
def send_what_is_due(subscription_id: int) -> None:
    """One message after the other to one receiver; what is left, another job sends."""
    ends = time.monotonic() + SPAN
    while (parcel := _taken(subscription_id)) is not None:
        outcome = _sent(parcel)
        with transaction():
            actions.note(subscription_id, parcel, outcome)
            if time.monotonic() > ends:
                enqueue(JOB, subscription_id=subscription_id)
                return


def _taken(subscription_id: int) -> Parcel | None:
    with transaction():
        return actions.take(subscription_id)


def _sent(parcel: Parcel) -> Outcome:
    if not parcel.secrets:
        return Outcome({}, fault=Fault.SECRET)
    loopback = current_app.config["SETTINGS"].webhooks_loopback
    return send(parcel.address, parcel.headers(), parcel.body, loopback=loopback)


@job("webhooks.wake", every=timedelta(minutes=5), lane=LANE)
def wake() -> None:
    """What should have gone long ago, because a worker died with it in its hands."""
    for subscription_id in queries.overdue(clock.now() - timedelta(minutes=2)):
        enqueue(JOB, subscription_id=subscription_id)


@job("webhooks.sweep", every=timedelta(days=1))
def sweep() -> None:
    """Messages are kept 30 days, sent or not."""
    old = Delivery.made_at < clock.now() - KEPT
    its = Try.delivery_id.in_(select(Delivery.id).where(old))
    long_gone = Subscription.removed_at < clock.now() - KEPT - timedelta(days=1)
    for statement in (
        *(delete(Try).where(its), delete(Delivery).where(old)),
        delete(Subscription).where(long_gone),
    ):
        db.session.execute(statement.execution_options(synchronize_session=False))
