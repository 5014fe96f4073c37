"""What happened is put down for those who are to be told, in the same transaction."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.jobs import enqueue
from lms.foundation.prepared import Entering
from lms.identity.models import Person
from lms.webhooks import queries
from lms.webhooks.models import Delivery, DeliveryState, Event, Subscription

JOB = "webhooks.send"
ASKED = "webhooks asked for"  # in what the session keeps: in which transaction, for whom
_DELIVERIES = Entering(
    *(Delivery, "agency_id", "subscription_id", "uid", "event", "body", "made_at"),
    *("state", "tries", "due_at"),
)


def put_down(agency_id: int, event: Event, person_id: int, data: Mapping[str, Any]) -> None:
    """A message for each receiver of the agency that wants such; what is paused waits with it."""
    listening = queries.listening(agency_id, event)
    if not listening:
        return
    moment, nip = clock.now(), {}
    if any(each.with_nip for each in listening):
        nip = {"nip": db.session.scalar(select(Person.nip).where(Person.id == person_id))}
    about = {**data, "person_id": person_id}
    bodies = {wide: _body(event, moment, about | (nip if wide else {})) for wide in (False, True)}
    _DELIVERIES.enter(
        *(_row(agency_id, each.id, event, bodies[each.with_nip], moment) for each in listening)
    )
    for each in listening:
        if not each.is_paused:
            _ask_once(each.id)


def _ask_once(subscription_id: int) -> None:
    """One job will do for whatever is put down in a transaction: a thousand certificates at once.

    What is put down after a savepoint asks anew, since an undone savepoint undoes its asking.
    """
    session = db.session()
    here = session.get_nested_transaction() or session.get_transaction()
    held, asked = session.info.get(ASKED, (None, set()))
    if held is not here:
        asked = set()
        session.info[ASKED] = (here, asked)
    if subscription_id not in asked:
        asked.add(subscription_id)
        enqueue(JOB, subscription_id=subscription_id)


def _row(
    agency_id: int, subscription_id: int, event: Event, body: str, moment: datetime
) -> dict[str, Any]:
    whose = {"agency_id": agency_id, "subscription_id": subscription_id, "event": event}
    times = {"made_at": moment, "due_at": moment}
    return {
        **whose,
        **times,
        "uid": f"msg_{uuid4().hex}",
        "body": body,
        "state": DeliveryState.WAITING,
        "tries": 0,
    }


def _body(event: Event, moment: datetime, data: Mapping[str, Any]) -> str:
    """The bytes that are signed, so they are made once."""
    at = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = {"type": event.value, "timestamp": at, "data": dict(data)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def send_test(held: Subscription, by: int) -> Delivery:
    """A message that says nothing, at once, to see whether it arrives."""
    moment = clock.now()
    body = _body(Event.TEST, moment, {"subscription_id": held.id})
    made = Delivery(**_row(held.agency_id, held.id, Event.TEST, body, moment))
    db.session.add(made)
    _at_once(held)
    db.session.flush()
    audit("tested", "webhook", held.id, actor_id=by, agency_id=held.agency_id)
    return made


def send_again(held: Subscription, delivery: Delivery, by: int) -> None:
    """The same message under the same id, with all tries anew; one that waits is due now."""
    delivery.state, delivery.due_at = DeliveryState.WAITING, clock.now()
    delivery.tries, delivery.ended_at = 0, None
    _at_once(held)
    whose = held.agency_id
    audit("sent-again", "webhook", held.id, actor_id=by, agency_id=whose, message=delivery.uid)


def _at_once(held: Subscription) -> None:
    held.rest_until = None
    db.session.flush()
    enqueue(JOB, subscription_id=held.id)


def wake(held: Subscription) -> None:
    """Let the worker look when the next message is due, where one waits."""
    waiting = select(func.min(Delivery.due_at)).where(
        Delivery.subscription_id == held.id, Delivery.state == DeliveryState.WAITING
    )
    due = db.session.scalar(waiting)
    if due is not None and held.pause is None:
        due_at = max(due, held.rest_until or due, clock.now())
        enqueue(JOB, due_at=due_at, subscription_id=held.id)
