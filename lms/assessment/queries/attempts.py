"""Attempts and what was answered in them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from lms.assessment.models import Attempt, Basis, SubmittedBy
from lms.catalog.library import question
from lms.catalog.queries import named
from lms.foundation.errors import NotFound
from lms.foundation.prepared import Prepared
from lms.learning.models import Enrolment, EnrolmentState


@dataclass(frozen=True)
class Sitting:
    """An attempt as its pages need it."""

    id: UUID
    person_id: int
    agency_id: int
    enrolment_id: int
    course_id: int
    module_slug: str
    revision_id: int
    document_digest: str
    number: int
    drawn: list[dict[str, Any]]
    length: int
    started_at: datetime
    deadline_at: datetime | None
    submitted_at: datetime | None
    submitted_by: SubmittedBy | None
    points: Decimal | None
    most_points: Decimal | None
    score: Decimal | None
    passed: bool | None
    pass_mark: Decimal | None  # where a panel decided on it
    decision_id: int | None
    basis: Basis | None
    state: EnrolmentState

    def overdue(self, moment: datetime) -> bool:
        late = self.deadline_at is not None and self.deadline_at <= moment
        return late and self.submitted_at is None


_SITTING = Prepared(
    select(
        Attempt.id,
        Attempt.person_id,
        Attempt.agency_id,
        Attempt.enrolment_id,
        Attempt.course_id,
        Attempt.module_slug,
        Attempt.revision_id,
        Attempt.document_digest,
        Attempt.number,
        Attempt.drawn,
        Attempt.length,
        Attempt.started_at,
        Attempt.deadline_at,
        Attempt.submitted_at,
        Attempt.submitted_by,
        Attempt.points,
        Attempt.most_points,
        Attempt.score,
        Attempt.passed,
        Attempt.pass_mark,
        Attempt.decision_id,
        Attempt.basis,
        Enrolment.state,
    )
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .where(Attempt.id == bindparam("attempt"))
)


def sitting(attempt_id: UUID) -> Sitting:
    """Raises NotFound."""
    found = _SITTING.first(attempt=attempt_id)
    if found is None:
        raise NotFound
    return Sitting(*found)


_ENROLMENT = Prepared(select(Attempt.enrolment_id).where(Attempt.id == bindparam("attempt")))


def enrolment_of(attempt_id: UUID) -> int:
    """Raises NotFound."""
    found = _ENROLMENT.first(attempt=attempt_id)
    if found is None:
        raise NotFound
    return int(found[0])


_slug: BindParameter[str] = bindparam("slug")
_own, _left, _completed = aliased(Enrolment), aliased(Enrolment), aliased(Enrolment)
# The enrolment that is asked about and those in its run that the person left just before it.
SAME_WAY = (
    select(_left.id)
    .join(_own, and_(_own.person_id == _left.person_id, _own.run_id == _left.run_id))
    .where(
        _own.id == bindparam("enrolment"),
        or_(
            _left.id == _own.id,
            and_(_left.id < _own.id, _left.state == EnrolmentState.WITHDRAWN),
        ),
        ~exists().where(
            _completed.person_id == _own.person_id,
            _completed.run_id == _own.run_id,
            _completed.state == EnrolmentState.COMPLETED,
            _completed.id.between(_left.id + 1, _own.id - 1),
        ),
    )
)
_is_left = Attempt.enrolment_id != bindparam("enrolment")
_ATTEMPTS = Prepared(
    select(
        Attempt.id,
        Attempt.number,
        Attempt.started_at,
        Attempt.deadline_at,
        case(
            (_is_left, func.coalesce(Attempt.submitted_at, Enrolment.ended_at)),
            else_=Attempt.submitted_at,
        ),
        Attempt.submitted_by,
        Attempt.score,
        Attempt.passed,
        _is_left.label("left"),
    )
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .where(
        Attempt.enrolment_id.in_(SAME_WAY),
        named(Attempt.module_slug, Attempt.course_id, _slug),
    )
    .order_by(Attempt.enrolment_id, Attempt.number)
)


@dataclass(frozen=True)
class Tried:
    """One of a person's attempts at a quiz; one that was left with its enrolment is over."""

    id: UUID
    number: int
    started_at: datetime
    deadline_at: datetime | None
    submitted_at: datetime | None
    submitted_by: SubmittedBy | None
    score: Decimal | None
    passed: bool | None
    left: bool  # made in an earlier enrolment, from which the person withdrew


def attempts(enrolment_id: int, slug: str) -> list[Tried]:
    """Every attempt of an enrolment at a quiz, also under the names it had before, in order.

    Before them stand those of the enrolments in the same run that the person left, so that leaving
    and coming back is no way around the rules; what they count for is told by `allowance`.
    """
    return [Tried(*each) for each in _ATTEMPTS.all(enrolment=enrolment_id, slug=slug)]


_DRAWN = Prepared(select(Attempt.drawn).where(Attempt.enrolment_id.in_(SAME_WAY)))


def met(enrolment_id: int) -> Counter[str]:
    """How often each question, by its key, was asked in the quizzes of this enrolment."""
    papers = [drawn for (drawn,) in _DRAWN.all(enrolment=enrolment_id)]
    return Counter(question(each["digest"]).key for drawn in papers for each in drawn)
