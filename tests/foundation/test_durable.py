"""A statement kept apart: there for everybody when it answers, out of the way when it fails."""

import sqlite3
from datetime import UTC, datetime
from functools import partial
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import bindparam, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from gathered import all_at_once
from lms.foundation import lending
from lms.foundation.database import db, transaction
from lms.foundation.durable import EACH, Durable, Together, given_by_each
from lms.foundation.jobs import Job, JobState

TABLE = Job.__table__
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


FIXED = {"kind": "apart", "state": JobState.WAITING, "tries": 0, "error": ""}
FIXED |= {"due_at": MOMENT, "created_at": MOMENT}
NAMES = ("key", "arguments")


def adding(insert: Any) -> Any:
    given = {name: bindparam(name, type_=TABLE.c[name].type) for name in NAMES}
    return insert(TABLE).values(**FIXED, **given).returning(TABLE.c.key, TABLE.c.arguments)


def adding_all() -> Any:
    fixed = [literal(value, TABLE.c[name].type) for name, value in FIXED.items()]
    given = [given_by_each(name, TABLE.c[name].type) for name in NAMES]
    asked = select(*fixed, *given).select_from(EACH)
    added = sqlite.insert(TABLE).from_select([*FIXED, *NAMES], asked)
    return added.returning(TABLE.c.key, TABLE.c.key, TABLE.c.arguments)


ADD = Durable(
    [TABLE.c.key, TABLE.c.arguments],
    together=Together(adding_all(), {"key": TABLE.c.key}),
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


def adding_each(app: Flask, given: list[tuple[str, Any]]) -> tuple[list[Any], list[str]]:
    calls = [partial(ADD.keep, key=key, arguments=arguments) for key, arguments in given]
    return all_at_once(app, ADD.gathering, calls)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_those_who_wait_at_the_door_are_kept_by_one_statement(app: Flask) -> None:
    given = [(f"k{number}", {"n": [number, "é\x00\U0001f600"]}) for number in range(6)]
    told, asked = adding_each(app, given)
    assert told == given
    assert asked == ["INSERT"]
    assert sorted(filter(None, keys())) == [key for key, _ in given]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_who_cannot_be_kept_spoils_it_for_nobody_else(app: Flask) -> None:
    ADD.keep(key="b", arguments={})
    told, _ = adding_each(app, [("a", {}), ("b", {}), ("c", {}), ("\ud800", {})])
    kept = [isinstance(answer, tuple) for answer in told]
    assert kept == [True, False, True, False]
    assert isinstance(told[1], sqlite3.IntegrityError)
    assert sorted(filter(None, keys())) == ["a", "b", "c"]
