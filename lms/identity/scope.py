"""Whose people one may list: whole agencies, or subtrees of units."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true


def under(column: Any, path: str) -> ColumnElement[bool]:
    """The unit of `path` and all below it; "" is everything. An index on the column serves it."""
    if not path:
        return true()
    after = path.removesuffix("/") + "0"  # which comes right after the slash
    return and_(column >= path, column < after)


@dataclass(frozen=True)
class Scope:
    agencies: frozenset[int] = frozenset()
    unit_paths: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.agencies or self.unit_paths)

    def clause(self, agency_id: Any, unit_path: Any) -> ColumnElement[bool]:
        """The rows inside this scope; none at all for an empty one."""
        within = [agency_id.in_(sorted(self.agencies))] if self.agencies else []
        within += [under(unit_path, path) for path in sorted(self.unit_paths)]
        return or_(false(), *within)

    def holds(self, agency_id: int, unit_path: str) -> bool:
        return agency_id in self.agencies or unit_path.startswith(tuple(self.unit_paths))
