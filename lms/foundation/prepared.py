"""Statements of the most visited pages, compiled once to the engine's own SQL.

SQLAlchemy finds the compiled form and describes the result anew for each execution, which costs
more than the reading itself on SQLite. A prepared statement keeps the SQL, the order of the
parameters and what turns the columns into Python values, and asks the driver directly.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    ClauseElement,
    ColumnElement,
    Connection,
    Dialect,
    Numeric,
    Select,
    bindparam,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from lms.foundation import lending
from lms.foundation.database import Base, db, is_writing

Value = Callable[[Any], Any] | None
NUMERIC = 1700  # PostgreSQL's own number of its type


class _Each(FunctionElement[Any]):
    """The texts of a JSON list, a row for each."""

    inherit_cache = True


@compiles(_Each, "sqlite")
def _of_sqlite(element: _Each, compiler: SQLCompiler, **named: Any) -> str:
    return f"json_each{compiler.process(element.clause_expr, **named)}"


@compiles(_Each, "postgresql")
def _of_postgresql(element: _Each, compiler: SQLCompiler, **named: Any) -> str:
    return f"json_array_elements_text{compiler.process(element.clause_expr, **named)}"


def texts(name: str) -> Select[tuple[str]]:
    """Any number of texts under the name of one parameter, for `column.in_(texts("these"))`."""
    each = _Each(bindparam(name, type_=JSON())).table_valued("value")
    return select(each.c.value)


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

    def do(self, connection: Connection, many: Sequence[dict[str, Any]]) -> None:
        """The same change for each of these parameters; raises IntegrityError."""
        cursor = connection.connection.cursor()
        try:
            if len(many) == 1:
                cursor.execute(self.sql, self._given(many[0]))
            else:
                cursor.executemany(self.sql, [self._given(parameters) for parameters in many])
        except connection.dialect.loaded_dbapi.IntegrityError as error:
            raise IntegrityError(self.sql, many, error) from error
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


class Entering:
    """Rows of one table, entered at once in the open transaction: no session keeps them.

    `columns` are those that are given, and nothing else has a default but the database's own.
    `once` passes over rows that are there already, by any of the table's unique keys.
    """

    def __init__(self, table: type[Base], *columns: str, once: bool = False) -> None:
        self.table, self.columns, self.once = table, columns, once
        self._forms: dict[str, Form] = {}

    def enter(self, *rows: dict[str, Any]) -> None:
        """Raises RuntimeError where nothing is written, as a session that only reads does."""
        if not is_writing():
            raise RuntimeError("This session only reads; open a transaction() to change something")
        if rows:
            connection = db.session.connection()
            self._form(connection.dialect).do(connection, rows)

    def _form(self, dialect: Dialect) -> Form:
        if dialect.name not in self._forms:
            into = sqlite.insert if dialect.name == "sqlite" else postgresql.insert
            entered = into(self.table).values({name: bindparam(name) for name in self.columns})
            self._forms[dialect.name] = Form(
                entered.on_conflict_do_nothing() if self.once else entered, (), dialect
            )
        return self._forms[dialect.name]
