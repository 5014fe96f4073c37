"""SQLite as an embedded server: durable, fair to many writers, and read-only until one writes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lms.foundation.door import Door, door

PRAGMAS = """
    PRAGMA busy_timeout = 10000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000;
    PRAGMA temp_store = MEMORY;
    PRAGMA query_only = ON;
"""


class QueueingConnection(sqlite3.Connection):
    """A connection that enters its door to write and leaves it when that is kept or undone."""

    def __init__(self, database: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(database, *args, **kwargs)
        self._path = os.path.realpath(database)
        self._inside: Door | None = None
        self._is_guarded = True
        self.isolation_level = None  # no BEGIN but ours
        self.executescript(PRAGMAS)

    def keep_for_writing(self) -> None:
        """Take the guard off for good: each turn of it has SQLite prepare all statements anew."""
        self.execute("PRAGMA query_only = OFF")
        self._is_guarded = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside the door for one statement, which is its own transaction when read to its end.

        Every call to SQLite or to a lock hands the interpreter to another thread and waits to have
        it back; with BEGIN and COMMIT beside it, a statement is three times as long inside.
        """
        inside = door(self._path)
        inside.enter()
        try:
            yield
        finally:
            inside.leave()

    def begin_writing(self) -> None:
        inside = door(self._path)
        inside.enter()
        self._inside = inside
        try:
            if self._is_guarded:
                self.execute("PRAGMA query_only = OFF")
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._leave()
            raise

    def commit(self) -> None:
        """Where this raises (a full disk), the writer is inside until it rolls back."""
        super().commit()
        self._leave()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._leave()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._leave(closed=True)

    def _leave(self, *, closed: bool = False) -> None:
        inside, self._inside = self._inside, None
        if inside is None:
            return
        try:
            if self._is_guarded and not closed:
                self.execute("PRAGMA query_only = ON")
        finally:
            inside.leave()
