"""Whose people one may list: whole agencies, or subtrees of units."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, or_


@dataclass(frozen=True)
class Scope:
    agencies: frozenset[int] = frozenset()
    unit_paths: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.agencies or self.unit_paths)

    def clause(self, agency_id: Any, unit_path: Any) -> ColumnElement[bool]:
        """The rows inside this scope; none at all for an empty one."""
        within = [agency_id.in_(sorted(self.agencies))] if self.agencies else []
        # autoescape: a path holds only digits and slashes, but a prefix is a prefix
        within += [unit_path.startswith(path, autoescape=True) for path in sorted(self.unit_paths)]
        return or_(false(), *within)

    def holds(self, agency_id: int, unit_path: str) -> bool:
        return agency_id in self.agencies or unit_path.startswith(tuple(self.unit_paths))
