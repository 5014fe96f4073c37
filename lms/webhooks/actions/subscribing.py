"""A receiver of an agency: taken in, changed, given another secret, paused, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text
from lms.notices.actions import Told, tell
from lms.webhooks import queries
from lms.webhooks.actions.putting import wake
from lms.webhooks.actions.secret import made_for
from lms.webhooks.address import target_of
from lms.webhooks.models import Delivery, DeliveryState, Event, Pause, Subscription, Try

OVERLAP = timedelta(hours=24)  # in which the secret of before signs beside the new one
LONGEST = 200  # letters of a description
MOST = 20  # of an agency
GONE_TEXT = say(
    "Penerima webhook %(address)s menjawab 410 (tidak menerima lagi), jadi pengiriman dijeda. "
    "Pesan baru disimpan 30 hari. Buka halaman Webhook untuk melanjutkan atau menghapusnya."
)
FAILED_TEXT = say(
    "Penerima webhook %(address)s tidak menerima satu pesan pun selama tiga hari, jadi pengiriman "
    "dijeda. Pesan disimpan 30 hari. Perbaiki penerimanya, lalu lanjutkan di halaman Webhook."
)


@dataclass(frozen=True)
class Wish:
    """What an officer wants a receiver to be told."""

    address: str
    description: str
    events: Sequence[str]
    with_nip: bool

    def columns(self) -> dict[str, object]:
        return vars(self) | {"description": plain_text(self.description).strip()}


def subscribe(agency_id: int, wish: Wish, by: int, *, loopback: bool) -> tuple[Subscription, str]:
    """With the secret, which is told this once; raises Invalid, and Conflict for too many."""
    _ensure_sound(wish, loopback=loopback)
    if queries.count_of(agency_id) >= MOST:
        raise Conflict(say("Paling banyak %(most)d webhook untuk satu instansi.", most=MOST))
    _ensure_alone(agency_id, wish.address)
    secret, kept = made_for(agency_id)
    made = Subscription(
        agency_id=agency_id,
        **wish.columns(),
        secret=kept,
        made_by=by,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    _audit("made", made, by, **_facts(made))
    return made, secret


def hold(held: Subscription) -> None:
    """As it is now, locked: an officer and a worker come one after the other."""
    db.session.refresh(held, with_for_update={"key_share": True})


def change(held: Subscription, wish: Wish, by: int, *, loopback: bool) -> None:
    """What waits already goes to the new address. Raises Invalid."""
    hold(held)
    _ensure_sound(wish, loopback=loopback)
    if wish.address != held.address:
        _ensure_alone(held.agency_id, wish.address)
    for name, value in wish.columns().items():
        setattr(held, name, value)
    db.session.flush()
    _audit("changed", held, by, **_facts(held))


def rotate(held: Subscription, by: int) -> str:
    """A new secret, told this once; the one of before signs beside it for a day."""
    hold(held)
    before = held.secret
    secret, held.secret = made_for(held.agency_id)
    held.old_secret, held.old_until = before, clock.now() + OVERLAP
    _audit("rotated", held, by)
    return secret


def pause(held: Subscription, by: int) -> None:
    """Once is enough."""
    hold(held)
    if held.pause is None:
        held.pause, held.paused_at = Pause.OFFICER, clock.now()
        _audit("paused", held, by)


def pause_for(held: Subscription, why: Pause) -> None:
    """The system pauses what does not arrive, and tells the agency's officers."""
    if held.pause is not None:  # by an officer, while this was on its way
        return
    held.pause, held.paused_at = why, clock.now()
    _audit("paused", held, None, why=why.value)
    officers = queries.officers_of(held.agency_id)
    if officers:
        text = GONE_TEXT if why is Pause.GONE else FAILED_TEXT
        said = str(Sentence(text.text, {"address": held.place}))
        audience = say("Petugas webhook")
        told = (held.agency_id, held.made_by, "", audience, str(say("Webhook dijeda")), said)
        tell(Told(*told), officers, f"webhook-{held.id}-{held.paused_at.timestamp():.0f}")


def resume(held: Subscription, by: int) -> None:
    """What waited meanwhile is sent now."""
    hold(held)
    if held.pause is not None:
        waits = (Delivery.subscription_id == held.id, Delivery.state == DeliveryState.WAITING)
        later = update(Delivery).where(*waits, Delivery.due_at > clock.now())
        db.session.execute(later.values(due_at=clock.now()))
        held.pause = held.paused_at = held.failing_since = held.rest_until = None
        held.streak = 0
        db.session.flush()
        _audit("resumed", held, by)
        wake(held)


def remove(held: Subscription, by: int) -> None:
    """With its log and whatever waits; the trail keeps that it was."""
    hold(held)
    mine = Delivery.subscription_id == held.id
    its = Try.delivery_id.in_(select(Delivery.id).where(mine))
    for statement in (delete(Try).where(its), delete(Delivery).where(mine)):
        db.session.execute(statement.execution_options(synchronize_session=False))
    held.removed_at, held.pause = clock.now(), Pause.OFFICER
    held.secret, held.old_secret = b"", None
    _audit("removed", held, by, **_facts(held))
    db.session.flush()


def _ensure_sound(wish: Wish, *, loopback: bool) -> None:
    target_of(wish.address, loopback=loopback)
    faults: dict[str, Sentence | str] = {}
    if not set(wish.events) or not set(wish.events) <= set(Event) - {Event.TEST}:
        faults["events"] = say("Pilih paling sedikit satu peristiwa.")
    if len(wish.description) > LONGEST:
        faults["description"] = say("Paling panjang %(max)d huruf.", max=LONGEST)
    if faults:
        raise Invalid(fields=faults)


def _ensure_alone(agency_id: int, address: str) -> None:
    if queries.known(agency_id, address):
        sentence = say("Alamat ini sudah terdaftar. Ubah yang sudah ada, atau hapus dulu.")
        raise Invalid(sentence, {"address": sentence})


def _facts(held: Subscription) -> dict[str, object]:
    return {"address": held.place, "events": list(held.events), "nip": held.with_nip}


def _audit(verb: str, held: Subscription, by: int | None, **detail: object) -> None:
    audit(verb, "webhook", held.id, actor_id=by, agency_id=held.agency_id, **detail)
