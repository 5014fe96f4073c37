"""Who may write courses."""

from lms.learning.queries import Led, led_by


def reach_of(person_id: int) -> Led:
    """Trainers and programme officers, of an agency or of one course, by the grants of today."""
    return led_by(person_id)


def may_write_any(person_id: int) -> bool:
    return bool(reach_of(person_id))


def may_write(person_id: int, agency_id: int, course_slug: str) -> bool:
    return reach_of(person_id).holds(agency_id, course_slug)


def agencies_of(person_id: int) -> frozenset[int]:
    """Where the person may start courses: by a grant for the agency, not for one course."""
    return reach_of(person_id).agencies


def may_start(person_id: int, agency_id: int) -> bool:
    return agency_id in agencies_of(person_id)
