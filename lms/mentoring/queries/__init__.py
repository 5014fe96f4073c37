"""What can be asked about mentors, what waits for them, and what was said."""

from lms.mentoring.queries.overseen import (
    PAGE,
    PairSums,
    Sought,
    list_pairs,
    list_sums,
    scope_of,
)
from lms.mentoring.queries.pairs import (
    Mentee,
    guided_until,
    mentees,
    mentor_of,
    mentored_among,
)
from lms.mentoring.queries.places import CAPACITY, Places, capacity_warning, places
from lms.mentoring.queries.proposals import (
    OPEN,
    Match,
    Standing,
    asked_of,
    proposal,
    proposal_of,
    proposals_of,
    steps,
    unanswered,
)
from lms.mentoring.queries.talks import New, Talk, new_messages, talk, talks, talks_with
from lms.mentoring.queries.threads import (
    KIND,
    Said,
    messages,
    seen_by_others,
    subject_of,
    thread_of,
)
from lms.mentoring.queries.waiting import late, waiting_for

__all__ = [
    "CAPACITY",
    "KIND",
    "OPEN",
    "PAGE",
    "Match",
    "Mentee",
    "New",
    "PairSums",
    "Places",
    "Said",
    "Sought",
    "Standing",
    "Talk",
    "asked_of",
    "capacity_warning",
    "guided_until",
    "late",
    "list_pairs",
    "list_sums",
    "mentees",
    "mentor_of",
    "mentored_among",
    "messages",
    "new_messages",
    "places",
    "proposal",
    "proposal_of",
    "proposals_of",
    "scope_of",
    "seen_by_others",
    "steps",
    "subject_of",
    "talk",
    "talks",
    "talks_with",
    "thread_of",
    "unanswered",
    "waiting_for",
]
