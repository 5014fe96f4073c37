"""The connection that each thread keeps for reading, and prepared statements on it."""

from threading import Thread

import psycopg
import pytest
from flask import Flask
from sqlalchemy import bindparam, select

from lms.foundation import clock, lending
from lms.foundation.database import db, transaction
from lms.foundation.marks import SiteMark, is_marked, mark
from lms.foundation.prepared import Prepared

POSTGRESQL = pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
BACKEND = "SELECT pg_terminate_backend({})"


def test_a_thread_keeps_its_connection(app: Flask) -> None:
    first = lending.connection()
    assert not is_marked("any")
    db.session.remove()
    assert lending.connection() is first


def test_every_thread_has_its_own(app: Flask) -> None:
    mine, theirs = lending.connection(), []

    def ask() -> None:
        with app.app_context():
            theirs.append(lending.connection())

    other = Thread(target=ask)
    other.start()
    other.join()
    assert theirs[0] is not mine


def test_what_was_just_written_is_read_before_and_after_it_is_kept(app: Flask) -> None:
    assert not is_marked("new")
    with transaction():
        mark("new")
        db.session.flush()
        assert is_marked("new")
    assert is_marked("new")


def test_nothing_stays_open_when_the_engine_is_disposed(app: Flask) -> None:
    lent = lending.connection()
    db.engine.dispose()
    assert lent.closed
    assert not is_marked("any")


@POSTGRESQL
def test_a_server_that_was_started_anew_costs_nobody_a_page(app: Flask) -> None:
    dbapi = lending.connection().connection.dbapi_connection
    assert isinstance(dbapi, psycopg.Connection)
    number = dbapi.info.backend_pid
    with db.engine.connect() as other:
        other.exec_driver_sql(BACKEND.format(number))
    assert not is_marked("any")


@POSTGRESQL
def test_nothing_waits_in_a_transaction_between_two_statements(app: Flask) -> None:
    assert not is_marked("any")
    dbapi = lending.connection().connection.dbapi_connection
    assert isinstance(dbapi, psycopg.Connection)
    assert dbapi.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_a_moment_comes_back_as_it_went_in(app: Flask) -> None:
    moment = clock.now()
    with transaction():
        db.session.add(SiteMark(name="exactly", since=clock.local(moment)))
    since = Prepared(select(SiteMark.since).where(SiteMark.name == bindparam("named")))
    assert since.first(named="exactly") == (moment,)
    found = db.session.scalar(select(SiteMark.since).where(SiteMark.since >= moment))
    assert found == moment


def test_a_moment_without_a_zone_is_refused(app: Flask) -> None:
    with pytest.raises(Exception, match="A moment needs its zone"), transaction():
        db.session.add(SiteMark(name="naive", since=clock.now().replace(tzinfo=None)))
