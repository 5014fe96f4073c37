"""When a dated row holds."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_


def in_force(since: Any, until: Any, day: Any) -> ColumnElement[bool]:
    """Whether a dated row holds on `day`; `until` is the first day it no longer does."""
    return and_(since <= day, or_(until.is_(None), until > day))
