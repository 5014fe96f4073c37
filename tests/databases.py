"""How a test's database and its settings are made."""

from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import sql
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

from cast import Cast, assemble
from courses import publish_course
from lms.app import create_app
from lms.foundation import schema
from lms.foundation.database import db
from lms.foundation.settings import Settings
from servers import PostgreSQL

MIGRATIONS = str(Path(__file__).parents[1] / "migrations")
ENGINES = ["sqlite", "postgresql"]

# What a test may have changed of the tables themselves: columns, indexes, triggers and functions.
SHAPE = """
SELECT md5(string_agg(it, E'\n' ORDER BY it)) FROM (
    SELECT concat('a', attrelid::regclass, attname, atttypid, attnotnull) FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
    UNION ALL SELECT concat('c', conrelid::regclass, conname) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT concat('t', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
        WHERE NOT tgisinternal
    UNION ALL SELECT concat('f', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT concat('n', nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
) AS shape(it)
"""
OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
EMPTY = sql.SQL("IF EXISTS (SELECT FROM {0}) THEN DELETE FROM {0}; END IF;")
COPY_OUT, COPY_IN = sql.SQL("COPY {} TO STDOUT"), sql.SQL("COPY {} FROM STDIN")
RESTART = "SELECT setval(%s, %s, %s)"
WASH = sql.SQL("CREATE FUNCTION pg_temp.wash() RETURNS void LANGUAGE plpgsql AS $$BEGIN\n{}\nEND$$")
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


def settings_for(database_url: str, home: Path) -> Settings:
    return Settings.from_environment(
        {
            "LMS_DATABASE_URL": database_url,
            "LMS_HOME": str(home),
            "LMS_SECRET_KEY": "a-key-for-tests-which-guards-nothing-at-all",
            "LMS_BASE_URL": "http://localhost",
        }
    )


def migrate(database_url: str, home: Path) -> None:
    app = create_app(settings_for(database_url, home))
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()


def assemble_at(database_url: str, home: Path) -> Cast:
    """Put everybody in their place in a database that is migrated."""
    app = create_app(settings_for(database_url, home))
    with app.app_context():
        cast = assemble()
        db.session.remove()
        db.engine.dispose()
    return cast


def publish_at(database_url: str, home: Path, cast: Cast) -> None:
    """Publish the small course where everybody is in their place."""
    app = create_app(settings_for(database_url, home))
    with app.app_context():
        publish_course(home / "content", cast.province)
        db.session.remove()
        db.engine.dispose()


_shared: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}


def share_statements(engine: Engine) -> None:
    """Let statements be compiled once a worker; each test's own engine would compile them anew.

    Compiled statements are kept by dialect, so the engines share one of those as well.
    """
    if engine.name not in _shared:
        engine.connect().close()  # only then does a dialect know the server that it speaks to
        _shared[engine.name] = engine.dialect, LRUCache(5000)
    engine.dialect, engine._compiled_cache = _shared[engine.name]  # noqa: SLF001


class Washed:
    """One database of PostgreSQL for all tests of a worker, each time as if it were new.

    Making one from a template takes ten times as long, and there are thousands of tests. One whose
    tables a test has changed is thrown away.
    """

    def __init__(self, server: PostgreSQL, template: str) -> None:
        self._server, self._template, self._number = server, template, 0
        self._kept: dict[str, Rows] = {}
        self._make()
        self.keep("")

    def url(self, kept: str = "") -> str:
        """Its address, with the rows that were kept under that name and no others."""
        if not self._is_whole():
            self.close()
            self._make()
        with self._washer.transaction():
            # Neither triggers that guard the register nor foreign keys are asked.
            self._washer.execute("SET LOCAL session_replication_role = replica")
            self._washer.execute("SELECT pg_temp.wash()")
            self._fill(self._kept[kept])
        return self._server.url(self._name)

    def keep(self, name: str) -> None:
        """Remember the rows that are there now."""
        tables = {table: rows for table in self._tables if (rows := self._copied(table))}
        self._kept[name] = Rows(tables, self._washer.execute(SEQUENCES).fetchall())

    def close(self) -> None:
        self._washer.close()
        self._server.drop(self._name)

    @property
    def _name(self) -> str:
        return f"test-{self._number}"

    def _make(self) -> None:
        self._number += 1
        url = self._server.create(self._name, self._template)
        self._washer = psycopg.connect(url, autocommit=True)
        self._first_shape = self._shape()
        self._tables = [str(name) for (name,) in self._washer.execute(TABLES)]
        # It lives in this connection, which keeps the plans of its statements.
        steps = [EMPTY.format(sql.Identifier(name)) for name in self._tables]
        self._washer.execute(WASH.format(sql.SQL("\n").join(steps)))

    def _is_whole(self) -> bool:
        try:
            self._washer.execute(OTHERS)
            return self._shape() == self._first_shape
        except psycopg.Error:  # a test broke more than tables
            return False

    def _shape(self) -> object:
        return self._washer.execute(SHAPE).fetchone()

    def _copied(self, table: str) -> bytes:
        with self._washer.cursor().copy(COPY_OUT.format(sql.Identifier(table))) as rows:
            return b"".join(rows)

    def _fill(self, rows: "Rows") -> None:
        for table, text in rows.tables.items():
            with self._washer.cursor().copy(COPY_IN.format(sql.Identifier(table))) as copy:
                copy.write(text)
        for name, last in rows.sequences:
            self._washer.execute(RESTART, (f'public."{name}"', last or 1, last is not None))


class Rows(NamedTuple):
    tables: dict[str, bytes]  # as COPY writes them
    sequences: list[Any]
