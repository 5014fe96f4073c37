"""Reading one moment of the database, however long the reading takes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection

from lms.foundation.database import db, is_writing
from lms.foundation.engines import READING
from lms.foundation.sqlite import QueueingConnection

BATCH = 2000  # rows in memory at a time


@contextmanager
def snapshot() -> Iterator[Connection]:
    """A connection of its own, whose every statement reads the same moment and streams its rows.

    No writer waits for it, and it waits for none.
    """
    if db.engine.dialect.name == "sqlite":
        engine = db.engine.execution_options(**{READING: True})
    else:
        engine = db.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # a reader's: it takes no lock that writers want
        yield connection.execution_options(yield_per=BATCH)


@contextmanager
def snapshots(count: int) -> Iterator[list[Connection]]:
    """Connections that all read the same moment, for so many threads, one each; at least one.

    On SQLite, whose statements leave the interpreter to others. PostgreSQL works beside us anyway,
    so one asks it.
    """
    if db.engine.dialect.name != "sqlite" or is_writing():  # who writes is inside the door already
        with snapshot() as connection:
            yield [connection]
        return
    with ExitStack() as stack:
        readers = [stack.enter_context(snapshot()) for _ in range(count)]
        file = readers[0].connection.dbapi_connection
        assert isinstance(file, QueueingConnection)
        with file.alone():  # so nobody writes between the first look and the last
            for each in readers:
                each.exec_driver_sql("SELECT 1 FROM sqlite_master").all()
        yield readers
