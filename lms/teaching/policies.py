"""Who may see who takes a course, and how it goes."""

from lms.catalog.models import Course
from lms.learning.queries import led_by


def may_lead_any(person_id: int) -> bool:
    return bool(led_by(person_id))


def may_lead(course: Course, person_id: int) -> bool:
    """Trainers and programme officers of the course, or of the whole agency that owns it."""
    return led_by(person_id).holds(course.agency_id, course.slug)
