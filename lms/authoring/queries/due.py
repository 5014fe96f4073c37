"""Courses whose content should be looked through again."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from lms.catalog.models import Course
from lms.foundation.database import rows
from lms.learning.queries import Led

AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Due:
    slug: str
    title: str
    review_by: date
    overdue: bool


def due_for_review(led: Led, today: date) -> list[Due]:
    """Of the published courses of these agencies, and single ones: the longest overdue first."""
    wanted = select(Course.slug, Course.title, Course.review_by).where(
        *(led.clause(), Course.archived_at.is_(None), Course.revision_id.is_not(None)),
        Course.review_by <= today + AHEAD,
    )
    found = rows(wanted.order_by(Course.review_by, Course.slug))
    return [Due(slug, title, day, day < today) for slug, title, day in found]
