"""One page of a list: its rows, and where the next one is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from flask import request
from msgspec import UNSET

from lms.api.cursors import after, cursor
from lms.api.shapes.asked import Asked
from lms.foundation.database import AnyRow

Shape = TypeVar("Shape")
Keys = Callable[[AnyRow], list[Any]]


@dataclass(frozen=True)
class Page:
    """`next`: the address of the page after this one, if there is one."""

    rows: Sequence[AnyRow]
    next: str | None


def page_of(asked: Asked, start: list[Any], find: Callable[..., Any], keys: Keys) -> Page:
    """`find` is given the keys of the row to begin after, and how many rows are looked for."""
    about = _about(asked)
    begun = after(about, asked.cursor) if asked.cursor is not UNSET else start
    found = find(begun, asked.limit + 1)
    kept = found[: asked.limit]
    goes_on = len(found) > asked.limit
    return Page(kept, _address(cursor(about, keys(kept[-1]))) if goes_on else None)


def _about(asked: Asked) -> str:
    filters = msgspec.structs.replace(asked, limit=1, cursor=UNSET)
    return f"{request.endpoint} {msgspec.json.encode(filters).decode()}"


def _address(going_on: str) -> str:
    kept = {name: each for name, each in request.args.items() if name != "cursor"}
    return f"{request.path}?{urlencode({**kept, 'cursor': going_on})}"


def by_id(row: AnyRow) -> list[Any]:
    return [row.id]


def filled(shape: type[Shape], row: AnyRow, **more: Any) -> Shape:
    """A shape from the columns of a row that have its names."""
    found = row._mapping  # noqa: SLF001  a row's own way to its names
    names = shape.__struct_fields__  # type: ignore[attr-defined]  # what every Struct has
    return shape(**{name: more[name] if name in more else found[name] for name in names})
