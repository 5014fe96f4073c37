"""Reading what others wrote is noted for each who wrote it."""

from lms.assignments.queries import authors
from lms.assignments.queries.submissions import Sent
from lms.foundation.audit import note_look


def note_reading(sent: Sent, actor_id: int, agency_id: int) -> None:
    """Of a group's work all its authors are told, whoever handed it in."""
    wrote = [person_id for _, person_id, _ in authors(sent.id)] if sent.group_id else []
    for person_id in wrote or [sent.person_id]:
        note_look("submission", ("person", person_id), actor_id=actor_id, agency_id=agency_id)
