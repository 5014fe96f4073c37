"""What can be asked of walks: all of one person through one scenario, and the moves of each."""

from collections.abc import Sequence

from sqlalchemy import select

from lms.catalog.queries import named
from lms.foundation.database import db
from lms.scenarios.models import Walk, WalkMove


def walks(enrolment_id: int, course_id: int, slug: str) -> Sequence[Walk]:
    """In the order in which they were begun."""
    asked = select(Walk).where(
        Walk.enrolment_id == enrolment_id, named(Walk.module_slug, course_id, slug)
    )
    return db.session.scalars(asked.order_by(Walk.id)).all()


def moves(walk_id: int) -> Sequence[int | None]:
    asked = select(WalkMove.choice).where(WalkMove.walk_id == walk_id)
    return db.session.scalars(asked.order_by(WalkMove.number)).all()
