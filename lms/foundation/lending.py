"""Connections that are kept for statements that stand alone.

To take one from the pool and give it back costs more than what most pages read with it. Each
thread keeps one, or shares those of a few *seats* with others that take turns (`web.seats`).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event

from lms.foundation.database import db, is_writing, reading_engine
from lms.foundation.sqlite import QueueingConnection


class Seat:
    """What whoever sits here reads with."""

    connection: Connection | None = None


class _Own(threading.local):
    """When a thread ends, the pool takes the connection of its own seat back."""

    def __init__(self) -> None:
        self.seat = Seat()


_own = _Own()
_writing = Seat()
_writing_lock = threading.Lock()
_lent: WeakSet[Connection] = WeakSet()


def here() -> Seat:
    """Where this thread sits."""
    return _own.seat


@contextmanager
def seated(seat: Seat) -> Iterator[None]:
    """Let this thread use what lies at `seat`, where nobody else may sit meanwhile."""
    before, _own.seat = _own.seat, seat
    try:
        yield
    finally:
        _own.seat = before


def connection() -> Connection:
    """The session's where it writes, since it must see what it wrote; else the seat's."""
    if is_writing():
        return db.session.connection()
    seat, engine = here(), reading_engine()
    own = seat.connection
    if own is None or own.closed or own.engine is not engine:
        own = seat.connection = _lend(engine)
    return own


def writer() -> Connection:
    """The process's own for `Durable` on SQLite, which only ever writes, inside the door.

    One is enough, since one thread at a time is inside.
    """
    with _writing_lock:
        own, engine = _writing.connection, reading_engine()
        if own is None or own.closed or own.engine is not engine:
            own = _writing.connection = _lend(engine)
            file = own.connection.dbapi_connection
            assert isinstance(file, QueueingConnection)
            file.keep_for_writing()
        return own


def _lend(engine: Engine) -> Connection:
    lent = engine.connect()
    _lent.add(lent)
    return lent


def is_lost(asked: Connection, error: Any) -> bool:
    """Whether the seat's connection broke, so that a statement may be asked once more."""
    dbapi: Any = asked.connection.dbapi_connection
    if asked is not here().connection or not asked.dialect.is_disconnect(error, dbapi, None):
        return False
    _close(asked)
    return True


def recall(engine: Engine | None = None) -> None:
    """Close what is lent, of one engine or of all."""
    for each in list(_lent):
        if engine is None or each.engine.pool is engine.pool:
            _close(each)


def _close(lent: Connection) -> None:
    if not lent.closed:  # an engine may be disposed of twice
        lent.invalidate()
        lent.close()


event.listen(Engine, "engine_disposed", recall)
