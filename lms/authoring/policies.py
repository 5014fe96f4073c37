"""Who may write courses, and who decides on what others wrote."""

from lms.authoring.models import Handover, HandoverState, Manuscript
from lms.authoring.queries import demands_two, offered_to, writers
from lms.identity.models import Role
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


def may_decide(person_id: int, manuscript: Manuscript) -> bool:
    """Whoever may write it, but not who did where the course demands two people."""
    held = manuscript.agency_id, manuscript.course_slug
    if not may_write(person_id, *held):
        return False
    return not demands_two(*held) or person_id not in writers(manuscript)


def may_recall(person_id: int, manuscript: Manuscript) -> bool:
    return person_id in writers(manuscript)


def may_demand(person_id: int, agency_id: int, course_slug: str) -> bool:
    """Programme officers: who writes does not lift the rule that others read it first."""
    return led_by(person_id, (Role.PROGRAMME_OFFICER,)).holds(agency_id, course_slug)


def may_archive(person_id: int, agency_id: int, course_slug: str) -> bool:
    """Whoever leads all courses of the agency, and programme officers of this one."""
    return may_start(person_id, agency_id) or may_demand(person_id, agency_id, course_slug)


def may_come_in(person_id: int) -> bool:
    """Whoever writes courses, and whoever was asked to."""
    return may_write_any(person_id) or bool(offered_to(person_id))


def may_answer(person_id: int, handover: Handover) -> bool:
    return handover.person_id == person_id


def may_recall_offer(person_id: int, handover: Handover) -> bool:
    """Whoever made it, and who else writes the course, until it is answered."""
    waits = handover.state == HandoverState.WAITING
    return waits and may_write(person_id, handover.agency_id, handover.course_slug)


def may_share(person_id: int, agency_id: int, course_slug: str) -> bool:
    """Programme officers: it binds the agency to another, and not only who writes."""
    return may_demand(person_id, agency_id, course_slug)
