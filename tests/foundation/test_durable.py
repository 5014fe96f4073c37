"""A statement kept apart: there for everybody when it answers, out of the way when it fails."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from lms.foundation import lending
from lms.foundation.database import db, transaction
from lms.foundation.durable import Durable
from lms.foundation.jobs import Job, JobState

TABLE = Job.__table__
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def adding(insert: Any) -> Any:
    given = {name: bindparam(name, type_=TABLE.c[name].type) for name in ("key", "arguments")}
    fixed = {"kind": "apart", "state": JobState.WAITING, "tries": 0, "error": ""}
    added = insert(TABLE).values(due_at=MOMENT, created_at=MOMENT, **fixed, **given)
    return added.returning(TABLE.c.key, TABLE.c.arguments)


ADD = Durable(
    [TABLE.c.key, TABLE.c.arguments],
    sqlite=adding(sqlite.insert),
    postgresql=adding(postgresql.insert),
)


def keys() -> list[str | None]:
    db.session.rollback()
    return list(db.session.scalars(select(Job.key).order_by(Job.id)))


def test_it_answers_what_is_kept_in_pythons_own_values(app: Flask) -> None:
    assert ADD.keep(key="a", arguments={"n": [1, "é"]}) == ("a", {"n": [1, "é"]})
    assert keys() == ["a"]


def test_a_failure_keeps_nothing_and_holds_nobody_up(app: Flask) -> None:
    ADD.keep(key="a", arguments={})
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        ADD.keep(key="a", arguments={})
    ADD.keep(key="b", arguments={})
    with transaction():
        db.session.add(Job(kind="x", arguments={}, key="c", due_at=MOMENT, created_at=MOMENT))
    assert keys() == ["a", "b", "c"]


def test_it_does_not_join_a_transaction_that_is_open(app: Flask) -> None:
    with transaction(), pytest.raises(RuntimeError, match="Drop the request's transaction"):
        ADD.keep(key="a", arguments={})
    assert keys() == []


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_reads_stays_guarded_and_keeps_its_statements(app: Flask) -> None:
    """SQLite prepares every statement of a connection anew when its guard is turned."""
    reading = lending.connection().connection.dbapi_connection
    assert isinstance(reading, sqlite3.Connection)
    turned: list[str] = []
    reading.set_trace_callback(turned.append)
    ADD.keep(key="a", arguments={})
    ADD.keep(key="b", arguments={})
    assert turned == []
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reading.execute("DELETE FROM job")
    reading.set_trace_callback(None)
    assert keys() == ["a", "b"]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_it_is_one_statement_and_nothing_beside_it(app: Flask) -> None:
    ADD.keep(key="a", arguments={})
    writing = lending.writer().connection.dbapi_connection
    assert isinstance(writing, sqlite3.Connection)
    asked: list[str] = []
    writing.set_trace_callback(asked.append)
    ADD.keep(key="b", arguments={})
    writing.set_trace_callback(None)
    assert [each.split()[0] for each in asked] == ["INSERT"]
    assert not writing.in_transaction
