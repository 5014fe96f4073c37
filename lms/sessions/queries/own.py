"""What is known of one person at one meeting, and how many places are taken."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from lms.catalog.queries import named
from lms.foundation.database import db, rows
from lms.learning.models import Enrolment, EnrolmentState
from lms.sessions.models import Attendance, Means, Seat


@dataclass(frozen=True)
class Told:
    """What counts now of one person at one meeting."""

    present: bool | None
    means: Means
    at: datetime


def told(enrolment_id: int, course_id: int, slug: str) -> Told | None:
    found = rows(
        select(Attendance.present, Attendance.means, Attendance.at)
        .where(
            Attendance.enrolment_id == enrolment_id,
            named(Attendance.module_slug, course_id, slug),
        )
        .order_by(Attendance.id.desc())
        .limit(1)
    )
    return Told(*found[0]) if found else None


def seat(enrolment_id: int, slug: str) -> Seat | None:
    return db.session.get(Seat, (enrolment_id, slug))


def seats_taken(course_id: int, slug: str) -> int:
    """By those who are still in the course."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Seat)
            .join(Enrolment, Enrolment.id == Seat.enrolment_id)
            .where(
                Seat.course_id == course_id,
                Seat.module_slug == slug,
                Enrolment.state != EnrolmentState.WITHDRAWN,
            )
        )
        or 0
    )
