"""The two engines, set so that a connection only reads until a transaction begins on it."""

import sqlite3
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from lms.foundation.door import PATIENCE
from lms.foundation.sqlite import QueueingConnection

READING = "reading"  # the option of an engine whose statements stand alone


def engine_options(url: str) -> dict[str, Any]:
    # hide_parameters: what people typed must not come into a log by way of an error.
    if url.startswith("sqlite"):
        # check_same_thread: the pool never lends one connection to two threads at a time.
        connect = {"factory": QueueingConnection, "check_same_thread": False}
        return _pool(8, 64) | {"connect_args": connect}
    connect = {"connect_timeout": 10, "application_name": "lms"}
    return _pool(8, 16) | {"connect_args": connect, "pool_recycle": 1800}


def _pool(size: int, overflow: int) -> dict[str, Any]:
    return {"pool_size": size, "max_overflow": overflow, "hide_parameters": True}


@event.listens_for(Engine, "connect")
def _read_only_until_one_writes(dbapi: Any, _: object) -> None:
    """PostgreSQL refuses a change outside a transaction; SQLite is set by its own connection."""
    if isinstance(dbapi, psycopg.Connection):
        dbapi.autocommit = True
        dbapi.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        dbapi.execute(f"SET lock_timeout = '{PATIENCE:.0f}s'".encode())
        dbapi.autocommit = False
        dbapi.read_only = False  # a transaction begins as READ WRITE


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    dbapi = connection.connection.dbapi_connection
    writes = not connection.get_execution_options().get(READING)
    if writes and isinstance(dbapi, QueueingConnection):
        try:
            dbapi.begin_writing()
        except sqlite3.OperationalError as error:  # SQLAlchemy wraps all but what listeners raise
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error
