"""What modules are called, and were called before."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from lms.catalog.models import Renaming
from lms.foundation.database import db


def renamed(course_id: int, slug: str) -> str | None:
    """What the module that was called `slug` is called now."""
    return db.session.scalar(
        select(Renaming.new_slug).where(Renaming.course_id == course_id, Renaming.old_slug == slug)
    )


def named(column: InstrumentedAttribute[str], course_id: Any, slug: Any) -> ColumnElement[bool]:
    """Rows of a module under its present name and those that it had before."""
    before = select(Renaming.old_slug).where(
        Renaming.course_id == course_id, Renaming.new_slug == slug
    )
    return or_(column == slug, column.in_(before))


def name_now(course_id: Any, slug: Any) -> ColumnElement[str]:
    """The present name of a row's module, for a statement that meets rows of several names."""
    now = select(Renaming.new_slug).where(
        Renaming.course_id == course_id, Renaming.old_slug == slug
    )
    return func.coalesce(now.correlate_except(Renaming).scalar_subquery(), slug)
