"""Who may take a course and open its parts."""

from lms.catalog import queries as catalog
from lms.learning.models import Enrolment, EnrolmentState
from lms.learning.queries import About, Visit


def may_see(course_id: int, agency_id: int | None) -> bool:
    """A course is seen by the agency that owns it and by those it is shared with."""
    return catalog.is_open_to(course_id, agency_id)


def may_know(visit: Visit, about: About) -> bool:
    """Whoever is or was in a course may look at it, whatever became of it since."""
    return visit.enrolled or about.is_open


def may_complete(visit: Visit) -> bool:
    """Only what is begun and has nothing missing can be closed."""
    return visit.state == EnrolmentState.ACTIVE and 0 < visit.total == visit.done


def may_study(enrolment: Enrolment, person_id: int) -> bool:
    """Only one's own enrolment, and not after withdrawing."""
    return enrolment.person_id == person_id and enrolment.state != EnrolmentState.WITHDRAWN


def may_withdraw(enrolment: Enrolment, person_id: int) -> bool:
    """A course that somebody else assigned is not the person's to leave."""
    own = enrolment.person_id == person_id and enrolment.state == EnrolmentState.ACTIVE
    return own and enrolment.assigned_by is None
