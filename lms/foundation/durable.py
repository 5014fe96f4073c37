"""One changing statement in a transaction of its own, acknowledged only when it is on disk.

For what many people do at once and all the time (saving an answer): the door to the database is
open for this statement alone, and nothing of a session's bookkeeping is paid for.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Connection

from lms.foundation import lending
from lms.foundation.database import db, is_writing
from lms.foundation.prepared import Form
from lms.foundation.sqlite import QueueingConnection


class Durable:
    """A statement that answers `columns`, in each engine's own words: sqlite=…, postgresql=…."""

    def __init__(self, columns: Sequence[ColumnElement[Any]], **statements: ClauseElement) -> None:
        self.columns, self.statements = columns, statements
        self._forms: dict[str, Form] = {}

    def keep(self, **parameters: Any) -> tuple[Any, ...] | None:
        """What the statement answers, or None where it changed nothing; kept when this returns.

        It cannot join a transaction that is open, since it promises more than that one can.
        """
        if is_writing():
            raise RuntimeError("Drop the request's transaction before keeping something apart")
        if db.engine.dialect.name == "sqlite":
            found = self._inside_the_door(parameters)
        else:
            with db.engine.begin() as connection:
                found = self._form(connection).ask(connection, parameters)
        return found[0] if found else None

    def _inside_the_door(self, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        connection = lending.writer()
        file = connection.connection.dbapi_connection
        assert isinstance(file, QueueingConnection)
        with file.alone():
            return self._form(connection).ask(connection, parameters)

    def _form(self, connection: Connection) -> Form:
        name = connection.dialect.name
        if name not in self._forms:
            self._forms[name] = Form(self.statements[name], self.columns, connection.dialect)
        return self._forms[name]
