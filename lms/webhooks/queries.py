"""Who is told what, and how it fared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, db, rows
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.identity.models import Grant, Person, Role
from lms.identity.queries import Scope, in_force
from lms.webhooks.models import Delivery, DeliveryState, Event, Subscription, Try

PAGE = 30
OFFICERS = (Role.BKD_OFFICER, Role.ADMINISTRATOR)

_KEPT = Subscription.removed_at.is_(None)


@dataclass(frozen=True)
class Listening:
    id: int
    with_nip: bool
    is_paused: bool


_OF_AGENCY = Prepared(
    select(Subscription.id, Subscription.events, Subscription.with_nip, Subscription.pause).where(
        Subscription.agency_id == bindparam("agency"), _KEPT
    )
)


def listening(agency_id: int, event: Event) -> list[Listening]:
    """The receivers of an agency that want to be told of such."""
    found = _OF_AGENCY.all(agency=agency_id)
    return [
        Listening(number, with_nip, pause is not None)
        for number, events, with_nip, pause in found
        if event.value in events
    ]


def list_subscriptions(scope: Scope) -> Sequence[AnyRow]:
    """With how many messages wait for each."""
    waiting = (
        select(Delivery.subscription_id, func.count().label("waiting"))
        .where(Delivery.state == DeliveryState.WAITING)
        .where(Delivery.agency_id.in_(sorted(scope.agencies)))
        .group_by(Delivery.subscription_id)
        .subquery()
    )
    return db.session.execute(
        select(Subscription, func.coalesce(waiting.c.waiting, 0).label("waiting"))
        .outerjoin(waiting, waiting.c.subscription_id == Subscription.id)
        .where(Subscription.agency_id.in_(sorted(scope.agencies)), _KEPT)
        .order_by(Subscription.id)
    ).all()


def subscription(subscription_id: int) -> Subscription:
    """Raises NotFound."""
    found = db.session.get(Subscription, subscription_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    return found


def count_of(agency_id: int) -> int:
    asked = select(func.count(Subscription.id)).where(Subscription.agency_id == agency_id, _KEPT)
    return db.session.scalar(asked) or 0


def known(agency_id: int, address: str) -> bool:
    same = (Subscription.agency_id == agency_id, Subscription.address == address)
    return db.session.scalar(select(Subscription.id).where(*same, _KEPT)) is not None


def officers_of(agency_id: int) -> list[int]:
    """Those in service who keep an agency's webhooks today."""
    whole = (Grant.unit_id.is_(None), Grant.course_slug.is_(None), Grant.subject_id.is_(None))
    asked = (
        select(Grant.person_id)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.agency_id == agency_id, Grant.role.in_(OFFICERS), *whole)
        .where(Person.active, in_force(Grant.since, Grant.until, clock.today()))
        .distinct()
    )
    return list(db.session.scalars(asked))


@dataclass(frozen=True)
class Wanted:
    """Which messages of a receiver a page of its log shows."""

    state: DeliveryState | None = None
    event: Event | None = None

    def clauses(self, subscription_id: int) -> list[ColumnElement[bool]]:
        clauses = [Delivery.subscription_id == subscription_id]
        if self.state:
            clauses.append(Delivery.state == self.state)
        if self.event:
            clauses.append(Delivery.event == self.event)
        return clauses


def log_page(subscription_id: int, wanted: Wanted, page: int) -> Sequence[AnyRow]:
    """The latest first, without the bodies."""
    columns = (Delivery.id, Delivery.event, Delivery.made_at, Delivery.state, Delivery.tries)
    found = select(*columns, Delivery.due_at, Delivery.code, Delivery.ended_at)
    asked = found.where(*wanted.clauses(subscription_id)).order_by(Delivery.id.desc())
    return rows(asked.limit(PAGE).offset((page - 1) * PAGE))


def log_total(subscription_id: int, wanted: Wanted) -> int:
    asked = select(func.count(Delivery.id)).where(*wanted.clauses(subscription_id))
    return db.session.scalar(asked) or 0


def delivery(subscription_id: int, delivery_id: int) -> Delivery:
    """Raises NotFound for another receiver's, and for one that was swept away."""
    found = db.session.get(Delivery, delivery_id)
    if found is None or found.subscription_id != subscription_id:
        raise NotFound
    return found


def tries_of(delivery_id: int) -> Sequence[Try]:
    """The latest first."""
    its = select(Try).where(Try.delivery_id == delivery_id)
    return db.session.scalars(its.order_by(Try.id.desc()).limit(50)).all()


def overdue(moment: datetime) -> Sequence[int]:
    """The receivers for whom something waits that should have gone."""
    asked = (
        select(Subscription.id)
        .join(Delivery, Delivery.subscription_id == Subscription.id)
        .where(Delivery.state == DeliveryState.WAITING, Delivery.due_at <= moment)
        .where(Subscription.pause.is_(None))
        .where(func.coalesce(Subscription.rest_until, moment) <= moment)
        .where(func.coalesce(Subscription.busy_until, moment) <= moment)
        .distinct()
    )
    return db.session.scalars(asked).all()
