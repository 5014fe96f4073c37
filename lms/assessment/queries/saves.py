"""What was saved in an attempt, and when."""

from uuid import UUID

from sqlalchemy import bindparam, select

from lms.assessment.models import Answer
from lms.assessment.paper.pacing import Save, numbered
from lms.foundation.prepared import Prepared

_SAVES = Prepared(
    select(
        Answer.place,
        Answer.device,
        Answer.first_saved_at,
        Answer.saved_at,
        Answer.turn,
        Answer.value,
        Answer.checked_at,
    ).where(Answer.attempt_id == bindparam("attempt"))
)


def saves(attempt_id: UUID) -> list[Save]:
    """In the order of their first moments; the answers themselves are not told."""
    found = [
        (place, device, first_at or last_at, last_at, *rest)
        for place, device, first_at, last_at, *rest in _SAVES.all(attempt=attempt_id)
    ]
    devices = numbered((device, first_at) for _, device, first_at, *_ in found)
    listed = [
        Save(place, devices[device], first_at, last_at, turn, bool(value.get("unsure")), checked_at)
        for place, device, first_at, last_at, turn, value, checked_at in found
    ]
    return sorted(listed, key=lambda it: (it.first_at, it.place))
