"""The revisions that a course has had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.catalog.models import Origin, Revision
from lms.foundation.database import rows


@dataclass(frozen=True)
class Past:
    """A revision as the history tells it."""

    id: int
    number: int
    at: datetime
    by: int | None  # none: at the server
    note: str
    origin: Origin


def revisions(course_id: int) -> Sequence[Past]:
    """The newest first."""
    wanted = select(
        *(Revision.id, Revision.number, Revision.published_at),
        *(Revision.published_by, Revision.note, Revision.origin),
    )
    found = rows(wanted.where(Revision.course_id == course_id).order_by(Revision.number.desc()))
    return [Past(*each) for each in found]
