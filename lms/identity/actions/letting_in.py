"""Codes by which people without a password let themselves in."""

import hmac
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import insert, update

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import say
from lms.identity import codes, queries
from lms.identity.actions.signing_in import set_password
from lms.identity.models import Activation, Person

LASTS = timedelta(days=30)  # slips are handed out at a roll call, not by the hour
INVITATION = "identity.activation_letter"
NOBODYS = "0" * 64
WRONG = say("NIP dan kode tidak cocok, atau kodenya sudah dipakai, diganti, atau kedaluwarsa.")


def issue_codes(
    person_ids: Collection[int], secret: str, by: int | None, agency_id: int | None
) -> dict[int, str]:
    """A fresh code for each, told this once; an earlier one opens nothing any more."""
    moment, made = clock.now(), {person_id: codes.fresh() for person_id in person_ids}
    void_codes(person_ids)
    rows = [
        {
            "person_id": person_id,
            "code_digest": codes.digest(secret, person_id, code),
            "made_at": moment,
            "ends_at": moment + LASTS,
        }
        for person_id, code in made.items()
    ]
    if rows:
        db.session.connection().execute(insert(Activation), rows)
    for person_id in made:
        audit("issued-code", "person", person_id, actor_id=by, agency_id=agency_id)
    return made


def void_codes(person_ids: Collection[int]) -> None:
    """Let no code of these people open anything."""
    mine = Activation.person_id.in_(sorted(person_ids))
    under_way = (mine, Activation.used_at.is_(None), Activation.voided_at.is_(None))
    db.session.execute(update(Activation).where(*under_way).values(voided_at=clock.now()))


def invite(person_ids: Collection[int], by: int | None, at: datetime) -> None:
    """Ask for a letter to each; the code is made by the job, so that it never lies in the queue."""
    for person_id in person_ids:
        slot = int(at.timestamp() // 3600)  # once an hour, so that nobody fills another's box
        enqueue(INVITATION, key=f"{INVITATION}:{person_id}:{slot}", person_id=person_id, by=by)


def holder_of(number: str, typed: str, secret: str) -> tuple[Person, Activation]:
    """Whose code this is; raises Invalid, in the same time and words whatever does not fit."""
    person = queries.person_known_as(number)
    person_id = person.id if person else 0
    opened = queries.open_activation(person_id)
    given = codes.digest(secret, person_id, codes.normal(typed))
    fits = hmac.compare_digest(given, opened.code_digest if opened else NOBODYS)
    if person is None or opened is None or not (fits and person.active):
        raise Invalid(WRONG, {"code": WRONG})
    return person, opened


def activate(number: str, typed: str, secret: str, password_hash: str) -> None:
    """Set the first password (hashed before the transaction); the code is spent by it."""
    person, opened = holder_of(number, typed, secret)
    unspent = (Activation.id == opened.id, Activation.used_at.is_(None))
    spent = update(Activation).where(*unspent).values(used_at=clock.now())
    if not db.session.execute(spent).rowcount:  # type: ignore[attr-defined]  # an update's result counts
        raise Invalid(WRONG, {"code": WRONG})
    set_password(person, password_hash)
    audit("activated", "person", person.id, actor_id=person.id)
