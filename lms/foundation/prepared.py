"""Statements of the most visited pages, compiled once to the engine's own SQL.

SQLAlchemy finds the compiled form and describes the result anew for each execution, which costs
more than the reading itself on SQLite. A prepared statement keeps the SQL, the order of the
parameters and what turns the columns into Python values, and asks the driver directly.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Connection, Dialect, Numeric, Select
from sqlalchemy.types import TypeEngine

from lms.foundation import lending

Value = Callable[[Any], Any] | None
NUMERIC = 1700  # PostgreSQL's own number of its type


class Prepared:
    """A SELECT whose every parameter is a named bindparam without a literal list."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._forms: dict[str, Form] = {}

    def all(self, **parameters: Any) -> Sequence[tuple[Any, ...]]:
        """The rows as plain tuples; what the session wrote is among them."""
        connection = lending.connection()
        form = self._forms.get(connection.dialect.name)
        if form is None:
            columns = self.statement.selected_columns
            form = Form(self.statement, columns, connection.dialect)
            self._forms[connection.dialect.name] = form
        try:
            return form.ask(connection, parameters)
        except Exception as error:
            if not lending.is_lost(connection, error):
                raise
            return form.ask(lending.connection(), parameters)

    def first(self, **parameters: Any) -> tuple[Any, ...] | None:
        found = self.all(**parameters)
        return found[0] if found else None


class Form:
    """One engine's form of a statement."""

    def __init__(
        self, statement: ClauseElement, columns: Iterable[ColumnElement[Any]], dialect: Dialect
    ) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self.literals = compiled.params
        self.names = compiled.positiontup
        self.writers = {
            name: writer
            for bind, name in compiled.bind_names.items()
            if (writer := bind.type.dialect_impl(dialect).bind_processor(dialect))
        }
        self.readers: list[tuple[int, Callable[[Any], Any]]] = [
            (place, reader)
            for place, column in enumerate(columns)
            if (reader := _reader(column.type.dialect_impl(dialect), dialect))
        ]

    def ask(self, connection: Connection, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.sql, self._given(parameters))
            return [self._read(row) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def written(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """The values by name, as the driver takes them."""
        values = {**self.literals, **parameters}
        for name, writer in self.writers.items():
            values[name] = writer(values[name])
        return values

    def _given(self, parameters: dict[str, Any]) -> Any:
        values = self.written(parameters)
        return [values[name] for name in self.names] if self.names else values

    def _read(self, row: Any) -> tuple[Any, ...]:
        values = list(row)
        for place, reader in self.readers:
            values[place] = reader(values[place])
        return tuple(values)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Value:
    # PostgreSQL's driver asks which numeric it is; ours are all of the kind that has decimals.
    return kind.result_processor(dialect, NUMERIC if isinstance(kind, Numeric) else None)
