"""Reading one moment of the database, however long the reading takes."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from lms.foundation.database import db
from lms.foundation.engines import READING

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
