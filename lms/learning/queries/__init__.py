"""What can be asked about learning."""

from lms.learning.queries.courses import About, Aim, Offer, about, offers
from lms.learning.queries.discussions import (
    Forum,
    Said,
    contribution,
    contribution_draft,
    conversation,
    forum,
    thread_count,
    threads,
)
from lms.learning.queries.enrolments import (
    enrolment,
    latest,
    own_courses,
    places_left,
    progress,
    run,
    states_by_course,
    taken,
)
from lms.learning.queries.leading import Led, Topic, known_course, led_by, topics
from lms.learning.queries.present import placed, present
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
    "Forum",
    "Led",
    "Offer",
    "Requirement",
    "Said",
    "Topic",
    "Underway",
    "Visit",
    "about",
    "contribution",
    "contribution_draft",
    "conversation",
    "enrolment",
    "ensure_module",
    "final_score",
    "forum",
    "known_course",
    "latest",
    "led_by",
    "offers",
    "opened",
    "own_courses",
    "placed",
    "places_left",
    "present",
    "progress",
    "requirement",
    "requirements",
    "run",
    "states_by_course",
    "taken",
    "thread_count",
    "threads",
    "topics",
    "underway",
    "visit",
]
