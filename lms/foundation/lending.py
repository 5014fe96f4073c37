"""Connections that each thread keeps, for statements that stand alone.

To take one from the pool and give it back costs more than what most pages read with it.
"""

import threading
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event

from lms.foundation.database import db, is_writing, reading_engine
from lms.foundation.sqlite import QueueingConnection


class _Own(threading.local):
    """When a thread ends, the pool takes its connection back."""

    connection: Connection | None = None
    writer: Connection | None = None


_own = _Own()
_lent: WeakSet[Connection] = WeakSet()


def connection() -> Connection:
    """The session's where it writes, since it must see what it wrote; else this thread's own."""
    if is_writing():
        return db.session.connection()
    own, engine = _own.connection, reading_engine()
    if own is None or own.closed or own.engine is not engine:
        own = _own.connection = _lend(engine)
    return own


def writer() -> Connection:
    """This thread's own for `Durable` on SQLite, which only ever writes, inside the door."""
    own, engine = _own.writer, reading_engine()
    if own is None or own.closed or own.engine is not engine:
        own = _own.writer = _lend(engine)
        file = own.connection.dbapi_connection
        assert isinstance(file, QueueingConnection)
        file.keep_for_writing()
    return own


def _lend(engine: Engine) -> Connection:
    lent = engine.connect()
    _lent.add(lent)
    return lent


def is_lost(asked: Connection, error: Any) -> bool:
    """Whether this thread's own connection broke, so that a statement may be asked once more."""
    dbapi: Any = asked.connection.dbapi_connection
    if asked is not _own.connection or not asked.dialect.is_disconnect(error, dbapi, None):
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
