"""What waits for whom, and how long."""

from sqlalchemy import and_, select, true

from lms.assignments import queries as assignments
from lms.assignments.models import Submission
from lms.assignments.queries import Sent, is_guide
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import rows
from lms.identity.queries import in_force
from lms.mentoring.models import Pair


def waiting_for(person_id: int) -> list[Sent]:
    """Submissions that wait for this mentor or trainer, the oldest first."""
    whose = (Submission.person_id, Course.slug, Submission.agency_id)
    wrote = Submission.id.in_(assignments.authored(person_id))
    return assignments.waiting(and_(is_guide(person_id, *whose), ~wrote))


def late() -> list[tuple[Sent, int | None]]:
    """What waits longer than promised, the oldest first, each with the mentor to remind.

    None where the person has no mentor: the trainers of the course are to be reminded.
    """
    overdue = [each for each in assignments.waiting(true()) if each.is_late]
    mentors = _mentors([each.person_id for each in overdue])
    return [(each, mentors.get(each.person_id)) for each in overdue]


def _mentors(person_ids: list[int]) -> dict[int, int]:
    found = rows(
        select(Pair.mentee_id, Pair.mentor_id).where(
            Pair.mentee_id.in_(sorted(set(person_ids))),
            in_force(Pair.since, Pair.until, clock.today()),
        )
    )
    return {each.mentee_id: each.mentor_id for each in found}
