"""What was answered in an attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select

from lms.assessment.models import Answer, Attempt
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.learning.models import Enrolment, EnrolmentState

_ANSWERS = Prepared(
    select(
        Answer.place,
        Answer.value,
        Answer.saved_at,
        Answer.checked_at,
        Answer.turn,
        Answer.device,
    ).where(Answer.attempt_id == bindparam("attempt"))
)


@dataclass(frozen=True)
class Kept:
    """What counts for one question at this moment."""

    value: Mapping[str, Any]
    saved_at: datetime
    checked_at: datetime | None


def answers(attempt_id: UUID) -> dict[int, Kept]:
    """What counts at each place: the last save of all devices, but above all what was checked.

    The last is the one that arrived last, and not the one with the latest hour: a clock that is
    put back must not bring an older answer back.
    """
    in_order = sorted(_ANSWERS.all(attempt=attempt_id), key=_weight)
    return {place: Kept(*kept) for place, *kept, _, _ in in_order}


def _weight(answer: tuple[Any, ...]) -> tuple[bool, int, datetime, str]:
    _, _, saved_at, checked_at, turn, device = answer
    return checked_at is not None, turn, saved_at, device


@dataclass(frozen=True)
class Held:
    """An attempt with what it keeps of one device at one place: why an answer was not taken."""

    person_id: int
    length: int
    deadline_at: datetime | None
    submitted_at: datetime | None
    state: EnrolmentState
    counter: int | None
    saved_at: datetime | None

    def acknowledged(self, counter: int) -> tuple[int, datetime] | None:
        """What is kept, where the device had sent `counter` or a later one before."""
        if self.counter is None or self.saved_at is None or self.counter < counter:
            return None
        return self.counter, self.saved_at


_HELD = Prepared(
    select(
        Attempt.person_id,
        Attempt.length,
        Attempt.deadline_at,
        Attempt.submitted_at,
        Enrolment.state,
        Answer.counter,
        Answer.saved_at,
    )
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .outerjoin(
        Answer,
        and_(
            Answer.attempt_id == Attempt.id,
            Answer.place == bindparam("place"),
            Answer.device == bindparam("device"),
        ),
    )
    .where(Attempt.id == bindparam("attempt"), Attempt.person_id == bindparam("person"))
)


def held(person_id: int, attempt_id: UUID, place: int, device: str) -> Held:
    """Raises NotFound for another person's attempt and for a place that is not on its paper."""
    found = _HELD.first(person=person_id, attempt=attempt_id, place=place, device=device)
    if found is None or not 0 < place <= found[1]:
        raise NotFound
    return Held(*found)
