"""Giving a program its token, and taking it back."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import update

from lms.api import policies, secret
from lms.api.models import Right, Token
from lms.api.queries import Bearer
from lms.foundation import clock
from lms.foundation.audit import audit, audit_aside
from lms.foundation.database import aside, db
from lms.foundation.errors import Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text

LONGEST_NAME = 80
USUAL, LONGEST = timedelta(days=90), timedelta(days=365)
USED_EVERY = timedelta(minutes=5)  # how exactly the last use is kept


def make_token(
    agency_id: int, by: int, name: str, rights: Sequence[Right], last: date
) -> tuple[str, Token]:
    """A token and its row; `last` is the last day on which it opens. Raises Invalid.

    Nobody can tell the token again: what is kept is its digest.
    """
    _ensure_fit(agency_id, by, rights, last)
    told = secret.fresh()
    made = Token(
        agency_id=agency_id,
        person_id=by,
        name=plain_text(name).strip()[:LONGEST_NAME],
        rights=[right for right in Right if right in rights],
        digest=secret.digest(told),
        hint=secret.hint(told),
        made_at=clock.now(),
        ends_at=clock.dawn(last + timedelta(days=1)),
    )
    db.session.add(made)
    db.session.flush()
    detail = {"rights": made.rights, "last": str(last), "hint": made.hint}
    audit("made", "token", made.id, actor_id=by, agency_id=agency_id, **detail)
    return told, made


def _ensure_fit(agency_id: int, by: int, rights: Sequence[Right], last: date) -> None:
    beyond = set(rights) - set(policies.rights_of(by, agency_id))
    if not rights or beyond:
        sentence = say("Pilih sedikitnya satu hak, dan hanya yang Anda sendiri miliki.")
        raise Invalid(sentence, {"rights": sentence})
    today = clock.today()
    if not today <= last <= today + LONGEST:
        sentence = say("Pilih hari terakhir antara hari ini dan setahun lagi.")
        raise Invalid(sentence, {"last": sentence})


def revoke_token(token_id: int, by: int) -> None:
    """Done twice it counts once."""
    held = db.session.get_one(Token, token_id, with_for_update=True)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by = clock.now(), by
        audit("revoked", "token", held.id, actor_id=by, agency_id=held.agency_id)


def note_used(by: Bearer) -> None:
    """That it was used, aside from what is asked: to some minutes, and once a day in the trail."""
    now, before = clock.now(), by.used_at
    if before is not None and now - before < USED_EVERY:
        return
    with aside() as connection:
        connection.execute(update(Token).where(Token.id == by.token_id).values(used_at=now))
    if before is None or clock.local_date(before) < clock.today():
        whose = {"actor_id": by.person_id, "agency_id": by.agency_id}
        audit_aside("used", "token", by.token_id, **whose)
