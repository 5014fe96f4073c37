"""Where the room's pages hang, and the course that each of them is about."""

from dataclasses import dataclass

from flask import Blueprint, url_for
from flask_login import current_user

from lms.catalog import queries as catalog
from lms.catalog.library import Outline
from lms.catalog.models import Course
from lms.foundation.language import say
from lms.identity.queries import Scope
from lms.learning.queries import known_course
from lms.teaching import shown
from lms.web.errors import lead_back

bp = Blueprint("teaching", __name__)
shown.enter(bp)
NOT_LEADING = say("Halaman ini untuk pengampu dan penyelenggara kursus.")
BACK = say("Kembali ke kursus yang Anda ampu")
ROOT = "/teaching/<slug>"


@dataclass(frozen=True)
class Led:
    """A course at the desk of those who lead it."""

    course: Course

    @property
    def outline(self) -> Outline:
        return catalog.current(self.course)

    @property
    def scope(self) -> Scope:
        """People of the agency that owns the course, by whose grant it is led."""
        return Scope(agencies=frozenset({self.course.agency_id}))


def find(slug: str) -> Led:
    """Raises NotFound for a course of which the person may not even know."""
    course = known_course(slug, current_user.id, current_user.agency_id)
    lead_back(url_for("teaching.index"), BACK)
    return Led(course)
