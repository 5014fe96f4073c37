"""Who keeps the list of a meeting, who may say that they were there, and when."""

from datetime import datetime

from lms.catalog.models import Course
from lms.learning.queries import Visit, led_by
from lms.sessions.meeting import Meeting


def may_lead(course: Course, person_id: int) -> bool:
    """Trainers and programme officers of the course, or of the whole agency that owns it."""
    return led_by(person_id).holds(course.agency_id, course.slug)


def may_lead_any(person_id: int) -> bool:
    return bool(led_by(person_id))


def may_mark(person_id: int, by: int) -> bool:
    """Others; that one was there oneself is said by the code, or by somebody else who leads."""
    return person_id != by


def may_attend(visit: Visit, meeting: Meeting, moment: datetime) -> bool:
    """Whoever is in the course, while it is held."""
    return visit.enrolled and meeting.is_on(moment)


def may_take_place(visit: Visit, meeting: Meeting, moment: datetime) -> bool:
    """Whoever is in the course, until it begins, where places are counted."""
    return visit.enrolled and meeting.places is not None and not meeting.has_begun(moment)
