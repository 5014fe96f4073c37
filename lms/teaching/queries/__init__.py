"""What can be asked about the courses that one leads."""

from lms.teaching.queries.courses import Led, Planned, Step, courses_led, elsewhere, planned, steps
from lms.teaching.queries.grades import Grades, columns, grades, list_all_grades
from lms.teaching.queries.roster import (
    PAGE,
    SORTS,
    STATES,
    Participant,
    Wanted,
    list_participants,
    participant,
    person_ids,
    runs,
    standings,
)
from lms.teaching.queries.waiting import list_waiting, own_pace

__all__ = [
    "PAGE",
    "SORTS",
    "STATES",
    "Grades",
    "Led",
    "Participant",
    "Planned",
    "Step",
    "Wanted",
    "columns",
    "courses_led",
    "elsewhere",
    "grades",
    "list_all_grades",
    "list_participants",
    "list_waiting",
    "own_pace",
    "participant",
    "person_ids",
    "planned",
    "runs",
    "standings",
    "steps",
]
