"""What can be asked about mentors, what waits for them, and what was said."""

from lms.mentoring.queries.pairs import (
    CAPACITY,
    Mentee,
    capacity_warning,
    mentees,
    mentor_of,
    over_capacity,
)
from lms.mentoring.queries.talks import New, Talk, new_messages, talk, talks
from lms.mentoring.queries.threads import (
    KIND,
    Said,
    messages,
    seen_by_others,
    subjects_of,
    thread_of,
)
from lms.mentoring.queries.waiting import late, waiting_for

__all__ = [
    "CAPACITY",
    "KIND",
    "Mentee",
    "New",
    "Said",
    "Talk",
    "capacity_warning",
    "late",
    "mentees",
    "mentor_of",
    "messages",
    "new_messages",
    "over_capacity",
    "seen_by_others",
    "subjects_of",
    "talk",
    "talks",
    "thread_of",
    "waiting_for",
]
