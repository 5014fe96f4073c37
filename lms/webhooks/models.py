"""Who is told what, what each is to be told, and every try to tell it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.foundation.audit import Identity
from lms.foundation.database import Base


class Event(StrEnum):
    """What may be told; `TEST` is sent by hand alone."""

    COMPLETION_RECORDED = "completion.recorded"
    COMPLETION_CORRECTED = "completion.corrected"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_REVOKED = "certificate.revoked"
    ENROLMENT_CREATED = "enrolment.created"
    ENROLMENT_WITHDRAWN = "enrolment.withdrawn"
    TEST = "webhook.test"


CHOSEN = [each for each in Event if each is not Event.TEST]


class Pause(StrEnum):
    """Why nothing is sent for the time being."""

    OFFICER = "officer"
    GONE = "gone"  # the receiver said that it wants nothing more
    FAILED = "failed"  # nothing arrived for days


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Fault(StrEnum):
    """Why a try did not reach its end."""

    UNKNOWN_HOST = "unknown-host"
    FORBIDDEN_PLACE = "forbidden-place"  # an address inside some network, or of this machine
    NO_CONNECTION = "no-connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    BROKEN = "broken"  # what came back is no HTTP
    REDIRECT = "redirect"
    REFUSED = "refused"  # another answer than 2xx
    GONE = "gone"
    SECRET = "secret"  # noqa: S105  the name of a fault: the secret cannot be opened


class Subscription(Base):
    """One receiver of an agency: where it is, what it is told, and how it has fared of late."""

    __tablename__ = "webhook_subscription"
    __table_args__ = (
        Index(
            "uq_webhook_subscription_address",
            "agency_id",
            "address",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    address: Mapped[str]
    description: Mapped[str]
    events: Mapped[list[Any]]
    with_nip: Mapped[bool]
    secret: Mapped[bytes]  # in the strongbox
    old_secret: Mapped[bytes | None]  # still signs until `old_until`
    old_until: Mapped[datetime | None]
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    pause: Mapped[Pause | None]
    paused_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]  # none: the latest try arrived
    streak: Mapped[int] = mapped_column(default=0)  # tries that failed since one arrived
    rest_until: Mapped[datetime | None]  # a receiver that failed is left alone for a while
    removed_at: Mapped[datetime | None]  # the row stays for whoever is writing to it
    busy_until: Mapped[datetime | None]  # somebody sends to it now: one at a time

    @property
    def name(self) -> str:
        """What its officers call it, or else where it is."""
        return self.description or self.address.partition("://")[2]

    @property
    def place(self) -> str:
        """The address without what may be a secret in it, for what others read too."""
        return self.address.partition("?")[0]


class Delivery(Base):
    """One message for one receiver; its `uid` and body are the same at each try."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        Index("ix_webhook_delivery_due", "subscription_id", "state", "due_at"),
        Index("ix_webhook_delivery_log", "subscription_id", "id"),
        Index("ix_webhook_delivery_made_at", "made_at"),
    )

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    subscription_id: Mapped[int] = mapped_column(ForeignKey("webhook_subscription.id"))
    uid: Mapped[str] = mapped_column(unique=True)
    event: Mapped[Event]
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)  # since it was made, or asked for again
    due_at: Mapped[datetime]
    code: Mapped[int | None]  # of the latest answer
    ended_at: Mapped[datetime | None]


class Try(Base):
    """One try: what was sent beside the body, and what came back."""

    __tablename__ = "webhook_try"

    id: Mapped[int] = mapped_column(Identity, primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("webhook_delivery.id"), index=True)
    at: Mapped[datetime]
    took: Mapped[int]  # milliseconds
    headers: Mapped[dict[str, Any]]
    code: Mapped[int | None]
    fault: Mapped[Fault | None]
    answer: Mapped[str] = mapped_column(Text)  # its beginning, as text
