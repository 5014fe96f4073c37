"""What can be asked about learning."""

from lms.learning.queries.courses import About, Aim, Offer, about, offers
from lms.learning.queries.enrolments import (
    enrolment,
    latest,
    own_courses,
    places_left,
    progress,
    run,
    states_by_course,
)
from lms.learning.queries.underway import Underway, underway
from lms.learning.queries.visits import (
    Requirement,
    Visit,
    ensure_module,
    final_score,
    opened,
    requirement,
    requirements,
    visit,
)

__all__ = [
    "About",
    "Aim",
    "Offer",
    "Requirement",
    "Underway",
    "Visit",
    "about",
    "enrolment",
    "ensure_module",
    "final_score",
    "latest",
    "offers",
    "opened",
    "own_courses",
    "places_left",
    "progress",
    "requirement",
    "requirements",
    "run",
    "states_by_course",
    "underway",
    "visit",
]
