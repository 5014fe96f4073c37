"""Who may answer a survey, and who may read what its groups say."""

from datetime import datetime, timedelta

from lms.catalog.models import Course
from lms.evaluation.models import Reply
from lms.evaluation.queries import readable

CHANGEABLE = timedelta(days=14)


def changeable_until(reply: Reply) -> datetime:
    return reply.sent_at + CHANGEABLE


def may_change(reply: Reply, moment: datetime) -> bool:
    """For a fortnight after sending; then it stays."""
    return moment < changeable_until(reply)


def may_read_results(person_id: int, course: Course) -> bool:
    """Trainers and programme officers of the course's agency, for all its courses or this one."""
    return readable(person_id).holds(course)


def may_read_any(person_id: int) -> bool:
    return bool(readable(person_id))
