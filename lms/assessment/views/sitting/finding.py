"""Finding an attempt for the person who asks."""

from uuid import UUID

from flask_login import current_user

from lms.assessment import actions, queries
from lms.assessment.queries import Sitting
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.foundation.errors import NotFound


def own_sitting(attempt_id: UUID) -> Sitting:
    """One's own attempt, and handed in where its time is over; raises NotFound for another's."""
    found = queries.sitting(attempt_id)
    if found.person_id != current_user.id:
        raise NotFound
    if not found.overdue(clock.now()):
        return found
    with transaction():
        actions.end_if_overdue(attempt_id)
    return queries.sitting(attempt_id)
