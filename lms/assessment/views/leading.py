"""The course that somebody leads, at the pages of those who lead."""

from flask_login import current_user

from lms.assessment import policies
from lms.catalog import queries as catalog
from lms.catalog.models import Course
from lms.foundation.errors import NotFound
from lms.learning import policies as learning_policies


def find_course(slug: str) -> Course:
    """Raises NotFound for a course of which the person may not even know."""
    course = catalog.course(slug)
    leads = policies.may_lead(course, current_user.id)
    if not leads and not learning_policies.may_see(course.id, current_user.agency_id):
        raise NotFound
    return course
