"""The doors of the desk: where each role works, for as long as it is held."""

from lms.foundation.language import Sentence
from lms.home.doors.door import HALLS, Door
from lms.home.doors.learning import LEARNING
from lms.home.doors.reporting import DATA

# Only what has a page: a door to nowhere is worse than none.
DOORS = (*LEARNING, *DATA)


def open_to(person_id: int) -> list[tuple[Sentence, list[Door]]]:
    """The doors that this person may enter today, hall by hall; no hall is empty."""
    found = [door for door in DOORS if door.lets_in(person_id)]
    halls = [(hall, [door for door in found if door.hall is hall]) for hall in HALLS]
    return [(hall, doors) for hall, doors in halls if doors]
