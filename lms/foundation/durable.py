"""One changing statement in a transaction of its own, acknowledged only when it is on disk.

For what many people do at once and all the time (saving an answer): the door to the database is
open for this statement alone, and nothing of a session's bookkeeping is paid for. On SQLite, where
one writes at a time, those who wait at the door are served by one statement together.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Connection, Dialect, bindparam, func
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from lms.foundation import lending
from lms.foundation.database import db, is_writing
from lms.foundation.gathering import Gathering, Turn
from lms.foundation.prepared import Form
from lms.foundation.sqlite import QueueingConnection

Row = tuple[Any, ...]
Parameters = dict[str, Any]
EVERYBODY = "everybody"  # the one parameter of a statement for many: a JSON list of objects
EACH = func.json_each(bindparam(EVERYBODY)).table_valued("value", name="each")


def given_by_each(name: str, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """A parameter as each of those gives it whom one statement serves together."""
    return func.json_extract(EACH.c.value, f"$.{name}", type_=kind)


@dataclass(frozen=True)
class Together:
    """A statement of SQLite for many, over `EACH`; it answers the columns of `key` first.

    `key` names the parameters which tell who got what; two of the same key are served apart.
    """

    statement: ClauseElement
    key: Mapping[str, ColumnElement[Any]]


class Durable:
    """A statement that answers `columns`, in each engine's own words: sqlite=…, postgresql=….

    `together` does for many at once what `sqlite` does for one.
    """

    def __init__(
        self,
        columns: Sequence[ColumnElement[Any]],
        *,
        together: Together,
        **statements: ClauseElement,
    ) -> None:
        self.columns, self.statements, self.together = columns, statements, together
        self._forms: dict[str, Form] = {}
        self.gathering = Gathering(_inside, self._serve, self._key)

    def keep(self, **parameters: Any) -> Row | None:
        """What the statement answers, or None where it changed nothing; kept when this returns.

        It cannot join a transaction that is open, since it promises more than that one can.
        """
        if is_writing():
            raise RuntimeError("Drop the request's transaction before keeping something apart")
        if db.engine.dialect.name == "sqlite":
            kept: Row | None = self.gathering.ask(parameters)
            return kept
        with db.engine.begin() as connection:
            return self._alone(connection, parameters)

    def _key(self, parameters: Parameters) -> Row:
        return tuple(parameters[name] for name in self.together.key)

    def _alone(self, connection: Connection, parameters: Parameters) -> Row | None:
        found = self._form(connection.dialect).ask(connection, parameters)
        return found[0] if found else None

    def _serve(self, turns: Sequence[Turn]) -> None:
        connection = lending.writer()
        found = self._all(connection, turns) if len(turns) > 1 else None
        for turn in turns:
            if found is None:  # alone, or one of them spoilt it for all: each by itself
                turn.take(lambda asked=turn.asked: self._alone(connection, asked))  # type: ignore[misc]  # a default has no type
            else:
                turn.answer = found.get(self._key(turn.asked))

    def _all(self, connection: Connection, turns: Sequence[Turn]) -> dict[Row, Row] | None:
        written = [self._form(connection.dialect).written(turn.asked) for turn in turns]
        try:
            given = {EVERYBODY: json.dumps(written, ensure_ascii=False)}
            rows = self._form_of_all.ask(connection, given)
        except (connection.dialect.loaded_dbapi.Error, SQLAlchemyError, ValueError):
            return None
        size = len(self.together.key)
        return {row[:size]: row[size:] for row in rows}

    def _form(self, dialect: Dialect) -> Form:
        if dialect.name not in self._forms:
            form = Form(self.statements[dialect.name], self.columns, dialect)
            self._forms[dialect.name] = form
        return self._forms[dialect.name]

    @cached_property
    def _form_of_all(self) -> Form:
        columns = [*self.together.key.values(), *self.columns]
        return Form(self.together.statement, columns, sqlite.dialect())


@contextmanager
def _inside() -> Iterator[None]:
    file = lending.writer().connection.dbapi_connection
    assert isinstance(file, QueueingConnection)
    with file.alone():
        yield
