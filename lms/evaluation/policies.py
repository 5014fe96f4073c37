"""Who may answer a survey, and who may read what its groups say."""

from datetime import datetime, timedelta

from lms.catalog.models import Course
from lms.evaluation.models import Reply
from lms.learning.queries import led_by

CHANGEABLE = timedelta(days=14)


def changeable_until(reply: Reply) -> datetime:
    return reply.sent_at + CHANGEABLE


def may_change(reply: Reply, moment: datetime) -> bool:
    """For a fortnight after sending; then it stays."""
    return moment < changeable_until(reply)


def may_read_results(person_id: int, course: Course) -> bool:
    """Who leads the course: trainers and programme officers of it, or of all of its agency."""
    return led_by(person_id).holds(course.agency_id, course.slug)


def may_read_any(person_id: int) -> bool:
    return bool(led_by(person_id))
