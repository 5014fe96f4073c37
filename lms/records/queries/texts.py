"""Values as the text that an export shows, made by the engine: Python is many times slower."""

from typing import Any

from sqlalchemy import Date, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from lms.foundation import clock


def _offset() -> str:
    """As in +07:00; the zones of a site keep one offset, so it can be written into a statement."""
    return clock.local(clock.now()).isoformat()[-6:]


class moment_text(FunctionElement[str]):  # noqa: N801  called like a function of SQL
    """A moment to the second in ISO 8601, with the offset of the site's zone."""

    type = Text()
    inherit_cache = True


class day_text(FunctionElement[str]):  # noqa: N801
    """A day as SIASN writes it, dd-mm-yyyy; of a moment, the day in the site's zone."""

    type = Text()
    inherit_cache = True


class identifier_text(FunctionElement[str]):  # noqa: N801
    """A UUID with its dashes."""

    type = Text()
    inherit_cache = True


class score_text(FunctionElement[str]):  # noqa: N801
    """A percentage with two decimals."""

    type = Text()
    inherit_cache = True


def _column(element: Any, compiler: SQLCompiler, given: dict[str, Any]) -> str:
    return compiler.process(element.clauses, **given)


@compiles(moment_text, "sqlite")
def _moment_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    column, offset = _column(element, compiler, given), _offset()
    return f"strftime('%Y-%m-%dT%H:%M:%S', {column}, '{offset}') || '{offset}'"


@compiles(moment_text, "postgresql")
def _moment_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    local = f"{_column(element, compiler, given)} AT TIME ZONE '{clock.Clock.zone}'"
    return f"to_char({local}, 'YYYY-MM-DD\"T\"HH24:MI:SS') || '{_offset()}'"


@compiles(day_text, "sqlite")
def _day_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    shift = f", '{_offset()}'" if _is_moment(element) else ""
    return f"strftime('%d-%m-%Y', {_column(element, compiler, given)}{shift})"


@compiles(day_text, "postgresql")
def _day_postgresql(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    local = f" AT TIME ZONE '{clock.Clock.zone}'" if _is_moment(element) else ""
    return f"to_char({_column(element, compiler, given)}{local}, 'DD-MM-YYYY')"


def _is_moment(element: Any) -> bool:
    (column,) = element.clauses
    return not isinstance(column.type, Date)


@compiles(identifier_text, "sqlite")
def _identifier_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    column = _column(element, compiler, given)
    parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return " || '-' || ".join(f"substr({column}, {start}, {many})" for start, many in parts)


@compiles(score_text, "sqlite")
def _score_sqlite(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    column = _column(element, compiler, given)
    return f"CASE WHEN {column} IS NOT NULL THEN printf('%.2f', {column}) END"


@compiles(identifier_text, "postgresql")
@compiles(score_text, "postgresql")  # the column itself has two decimals
def _as_it_is(element: Any, compiler: SQLCompiler, **given: Any) -> str:
    return f"CAST({_column(element, compiler, given)} AS TEXT)"
