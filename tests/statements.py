"""What a page asks of the database, heard at the drivers themselves, so that nothing goes round it.

with statements() as asked:
    browser.get("/courses")
asked.at_most(4)
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg
from sqlalchemy import event
from sqlalchemy.pool import Pool

from lms.foundation import lending

# What only opens, closes or tunes; a trigger's own statements come as comments.
NOT_ASKED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET", "--")


class Asked(list[str]):
    """The statements in the order in which they were asked."""

    def at_most(self, number: int) -> None:
        assert len(self) <= number, "\n\n".join([f"{len(self)}, not at most {number}:", *self])


@contextmanager
def statements() -> Iterator[Asked]:
    """Every statement that this process asks of either engine inside the block."""
    asked = Asked()

    def note(statement: str) -> None:
        if not statement.lstrip().upper().startswith(NOT_ASKED):
            asked.append(" ".join(statement.split()))

    listened: list[sqlite3.Connection] = []

    def listen(connection: object, *_: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(note)
            listened.append(connection)

    lending.recall()  # a thread's own connection is heard when it is lent anew
    event.listen(Pool, "checkout", listen)
    try:
        with (
            patch.object(psycopg.Cursor, "execute", _noting(psycopg.Cursor.execute, note)),
            patch.object(psycopg.Cursor, "executemany", _noting(psycopg.Cursor.executemany, note)),
        ):
            yield asked
    finally:
        event.remove(Pool, "checkout", listen)
        for connection in listened:
            connection.set_trace_callback(None)


def _noting(method: Callable[..., Any], note: Callable[[str], None]) -> Callable[..., Any]:
    def noted(cursor: object, query: object, *given: Any, **more: Any) -> Any:
        note(query.decode() if isinstance(query, bytes) else str(query))
        return method(cursor, query, *given, **more)

    return noted
