"""What a program asks with a key is done once, and answered alike however often it is sent.

The key is taken in a transaction of its own, so that a second request that comes meanwhile is told
so and not held up; the answer is kept in the transaction of what was done. What was refused leaves
nothing behind: the key may be used again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from lms.api.models import Once
from lms.foundation import clock
from lms.foundation.database import aside, db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say

PATIENCE = timedelta(minutes=1)  # nothing takes longer: who took the key died on the way
KEPT = timedelta(days=2)


class Reused(Invalid):
    """The key came back with something else."""


class Underway(Conflict):
    """The same request is being done at this moment."""


@dataclass(frozen=True)
class Turn:
    """A key that was taken; with an answer, what it is about was done before."""

    token_id: int
    key: str
    taken_at: datetime
    answer: tuple[int, str] | None = None


def take_turn(token_id: int, key: str, asked: bytes) -> Turn:
    """Take the key for what is asked; raises Reused and Underway."""
    mine = Turn(token_id, key, clock.now())
    digest = sha256(asked).hexdigest()
    try:
        with aside() as connection:
            values = {"token_id": token_id, "key": key, "taken_at": mine.taken_at}
            connection.execute(insert(Once).values(**values, digest=digest))
    except IntegrityError:
        with aside() as connection:
            return _again(connection, mine, digest)
    return mine


def _again(connection: Connection, mine: Turn, digest: str) -> Turn:
    told = select(Once.digest, Once.taken_at, Once.status, Once.body)
    found = connection.execute(told.where(*_of(mine)).with_for_update()).first()
    if found is None:  # refused and let go of in this very moment
        raise Underway(say("Permintaan dengan kunci ini sedang dikerjakan. Tunggu sebentar."))
    if found.digest != digest:
        raise Reused(say("Kunci ini sudah dipakai untuk permintaan lain. Pakai kunci baru."))
    if found.status is not None:
        return Turn(mine.token_id, mine.key, found.taken_at, (found.status, found.body))
    if mine.taken_at - found.taken_at < PATIENCE:
        raise Underway(say("Permintaan dengan kunci ini sedang dikerjakan. Tunggu sebentar."))
    connection.execute(update(Once).where(*_of(mine)).values(taken_at=mine.taken_at))
    return mine


def keep_answer(turn: Turn, status: int, body: str) -> None:
    """In the transaction of what was done; raises Underway where another took the turn over."""
    kept = update(Once).where(*_of(turn), Once.taken_at == turn.taken_at)
    done = db.session.execute(
        kept.values(status=status, body=body).returning(Once.id),
        execution_options={"synchronize_session": False},
    )
    if done.first() is None:
        raise Underway(say("Permintaan dengan kunci ini sedang dikerjakan. Tunggu sebentar."))


def give_back(turn: Turn) -> None:
    """Nothing was done, so the key is free again."""
    held = delete(Once).where(*_of(turn), Once.taken_at == turn.taken_at, Once.status.is_(None))
    with aside() as connection:
        connection.execute(held)


def forget_answers() -> None:
    """Nobody sends again what is older than `KEPT`."""
    db.session.execute(delete(Once).where(Once.taken_at < clock.now() - KEPT))


def _of(turn: Turn) -> tuple[Any, ...]:
    return Once.token_id == turn.token_id, Once.key == turn.key
