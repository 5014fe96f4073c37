"""Reading is the normal state; writing is one transaction, kept or undone as a whole."""

import sqlite3
from datetime import UTC, datetime

import psycopg
import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import InternalError, OperationalError

from lms.foundation import clock
from lms.foundation.audit import AuditEntry, audit
from lms.foundation.database import aside, db, drop, is_writing, rows, start_writing, transaction
from lms.foundation.door import Queue
from lms.foundation.marks import SiteMark, mark
from lms.foundation.sqlite import QueueingConnection

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)


class Stumble(Exception):
    """What goes wrong in the middle of a transaction."""


def marks() -> set[str]:
    return set(db.session.scalars(select(SiteMark.name)))


def mark_and_stumble(name: str) -> None:
    with transaction():
        mark(name)
        db.session.flush()
        raise Stumble


def test_what_is_added_while_reading_is_refused(app: Flask) -> None:
    mark("unasked")
    with pytest.raises(RuntimeError, match="only reads"):
        db.session.flush()
    db.session.expunge_all()


def test_a_change_by_statement_is_refused_while_reading(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="only reads"):
        db.session.execute(update(SiteMark).values(name="x"))


def test_the_engine_itself_refuses_a_change_while_reading(app: Flask) -> None:
    """Also on the way that SQLAlchemy's sessions do not see."""
    with pytest.raises((OperationalError, InternalError), match=r"read-?only"):
        rows(insert(SiteMark).values(name="unasked", since=clock.now()))
    drop()
    assert marks() == set()


def test_a_transaction_is_kept(app: Flask) -> None:
    with transaction():
        mark("kept")
    assert not is_writing()
    db.session.remove()
    assert marks() == {"kept"}


def test_a_transaction_is_undone_when_anything_is_raised(app: Flask) -> None:
    with pytest.raises(Stumble):
        mark_and_stumble("undone")
    assert not is_writing()
    assert marks() == set()


def test_an_inner_transaction_is_undone_alone(app: Flask) -> None:
    with transaction():
        mark("outer")
        with pytest.raises(Stumble):
            mark_and_stumble("inner")
        with transaction():
            mark("second")
    assert marks() == {"outer", "second"}


def test_an_inner_transaction_falls_with_the_outer_one(app: Flask) -> None:
    def outer() -> None:
        with transaction():
            with transaction():
                mark("inner")
            raise Stumble

    with pytest.raises(Stumble):
        outer()
    assert marks() == set()


def test_writing_begins_with_what_is_true_now(app: Flask) -> None:
    with transaction():
        mark("a")
    held = db.session.get_one(SiteMark, "a")
    with aside() as connection:
        connection.execute(update(SiteMark).values(since=LONG_AGO))
    with transaction():
        assert held.since == LONG_AGO


def test_what_is_written_aside_outlives_a_refusal(app: Flask) -> None:
    with aside() as connection:
        connection.execute(insert(SiteMark).values(name="aside", since=clock.now()))
    start_writing()
    mark("dropped")
    db.session.flush()
    drop()
    assert marks() == {"aside"}


def test_aside_is_refused_inside_a_transaction(app: Flask) -> None:
    with transaction():
        mark("inside")
        with pytest.raises(RuntimeError, match="Drop the request"), aside():
            pass
    assert marks() == {"inside"}


def test_what_fails_aside_is_undone(app: Flask) -> None:
    def stumble_aside() -> None:
        with aside() as connection:
            connection.execute(insert(SiteMark).values(name="aside", since=clock.now()))
            raise Stumble

    with pytest.raises(Stumble):
        stumble_aside()
    assert marks() == set()
    with transaction():
        mark("next")


def test_a_session_reads_on_one_connection(app: Flask) -> None:
    for _ in range(5):
        db.session.execute(select(SiteMark.name)).all()
    assert db.engine.pool.checkedout() == 1  # type: ignore[attr-defined]  # both engines queue


def test_what_was_typed_is_not_in_an_error(app: Flask) -> None:
    with transaction():
        mark("secret of Rani")
    with pytest.raises(Exception, match=r"UNIQUE|unique") as refused, transaction():
        db.session.execute(insert(SiteMark).values(name="secret of Rani", since=clock.now()))
    assert "secret" not in str(refused.value).split("DETAIL")[0]


def test_the_trail_cannot_be_rewritten(app: Flask) -> None:
    with transaction():
        audit("tried", "test", 1, actor_id=None)
    for change in ("UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match="never rewritten"), transaction():
            db.session.connection().execute(text(change))
    assert db.session.scalar(select(AuditEntry.verb)) == "tried"


@SQLITE
def test_a_full_disk_undoes_the_transaction_and_lets_the_next_one_in(app: Flask) -> None:
    with db.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    drop()

    def fill() -> None:
        with transaction():
            db.session.connection().execute(text(f"PRAGMA max_page_count = {pages}"))
            for number in range(200):
                mark(f"{number}-{'x' * 4000}")

    with pytest.raises(OperationalError, match="full"):
        fill()
    assert not is_writing()
    assert marks() == set()
    with transaction():
        db.session.connection().execute(text("PRAGMA max_page_count = 1073741823"))
        mark("after")
    assert marks() == {"after"}


@SQLITE
def test_a_commit_that_fails_keeps_nothing_and_opens_the_door(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QueueingConnection, "commit", _failing)
    with pytest.raises(OperationalError, match="disk is full"), transaction():
        mark("lost")
    monkeypatch.undo()
    assert not is_writing()
    assert marks() == set()
    with transaction():
        mark("after")
    assert marks() == {"after"}


def _failing(_: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


@SQLITE
def test_a_busy_database_is_told_as_the_engine_tells_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as sqlite3's own error, which no handler of SQLAlchemy's would know."""
    monkeypatch.setattr(Queue, "acquire", lambda *_: False)
    with pytest.raises(OperationalError, match="another writer takes too long"), transaction():
        mark("late")
    assert marks() == set()


@POSTGRESQL
def test_a_lost_connection_is_an_error_once(app: Flask, engine_url: str) -> None:
    assert marks() == set()
    address = engine_url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    with pytest.raises(OperationalError):
        marks()
    drop()
    db.session.remove()
    assert marks() == set()
    with transaction():
        mark("after")
    assert marks() == {"after"}
