"""Written work as it was handed in, and how it was judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from lms.assignments.models import (
    Review,
    Submission,
    SubmissionFile,
    Verdict,
    WorkGroup,
)
from lms.assignments.queries.authors import authored
from lms.assignments.rules import Assignment
from lms.catalog.library import page
from lms.catalog.models import Course
from lms.catalog.queries import named, renamed
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person
from lms.learning.models import Enrolment, EnrolmentState


class WorkState(StrEnum):
    OPEN = "open"  # nothing was handed in yet
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Sent:
    """One submission with its review, as pages and lists show it."""

    id: UUID
    number: int
    enrolment_id: int
    person_id: int
    person_name: str
    agency_id: int
    course_id: int
    course_slug: str
    course_title: str
    module_slug: str
    document_digest: str
    text: str
    words: int
    submitted_at: datetime
    verdict: Verdict | None
    ratings: list[int] | None
    score: Decimal | None
    reviewed_at: datetime | None
    reviewer_id: int | None
    reviewer_name: str | None
    group_id: int | None = None
    group_name: str | None = None

    @property
    def state(self) -> WorkState:
        return WorkState(self.verdict) if self.verdict else WorkState.WAITING

    @property
    def rules(self) -> Assignment:
        """What was asked when it was handed in; a later revision does not change it."""
        return Assignment.of(page(self.document_digest).facts)

    @property
    def title(self) -> str:
        return self.rules.title

    @property
    def days(self) -> int:
        """Calendar days since it was handed in."""
        return (clock.today() - clock.local_date(self.submitted_at)).days

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than its author promised."""
        return self.verdict is None and self.days > self.rules.feedback_days


_reviewer = aliased(Person)
_SENT = (
    select(
        Submission.id,
        Submission.number,
        Submission.enrolment_id,
        Submission.person_id,
        Person.name,
        Submission.agency_id,
        Submission.course_id,
        Course.slug,
        Course.title,
        Submission.module_slug,
        Submission.document_digest,
        Submission.text,
        Submission.words,
        Submission.submitted_at,
        Review.verdict,
        Review.ratings,
        Review.score,
        Review.reviewed_at,
        Review.reviewer_id,
        _reviewer.name,
        Submission.group_id,
        WorkGroup.name,
    )
    .join(Person, Person.id == Submission.person_id)
    .join(Course, Course.id == Submission.course_id)
    .outerjoin(Review, Review.submission_id == Submission.id)
    .outerjoin(_reviewer, _reviewer.id == Review.reviewer_id)
    .outerjoin(WorkGroup, WorkGroup.id == Submission.group_id)
)


def sent_of_group(group_id: int) -> list[Sent]:
    """Every submission of a group, the latest first."""
    asked = _SENT.where(Submission.group_id == group_id)
    return [Sent(*each) for each in rows(asked.order_by(Submission.submitted_at.desc()))]


def sent(enrolment_id: int, slug: str) -> list[Sent]:
    """Every submission that somebody made alone to a module, the latest first."""
    found = rows(
        _SENT.where(
            Submission.enrolment_id == enrolment_id,
            Submission.group_id.is_(None),
            named(Submission.module_slug, Submission.course_id, slug),
        ).order_by(Submission.number.desc())
    )
    return [Sent(*each) for each in found]


def works_of(one: Sent) -> list[Sent]:
    """All the submissions of the same person or group to the same assignment, the latest first."""
    if one.group_id:
        return sent_of_group(one.group_id)
    return sent(one.enrolment_id, renamed(one.course_id, one.module_slug) or one.module_slug)


def sent_by(person_id: int) -> list[Sent]:
    """Everything the person has handed in, alone or with others, the latest first."""
    own = or_(Submission.person_id == person_id, Submission.id.in_(authored(person_id)))
    found = rows(_SENT.where(own).order_by(Submission.submitted_at.desc()))
    return [Sent(*each) for each in found]


def submission(submission_id: UUID) -> Sent:
    """Raises NotFound."""
    found = row(_SENT.where(Submission.id == submission_id))
    if found is None:
        raise NotFound
    return Sent(*found)


def waiting(among: ColumnElement[bool]) -> list[Sent]:
    """Submissions without a review, the oldest first; `among` narrows `submission` and `course`."""
    stays = or_(Enrolment.state != EnrolmentState.WITHDRAWN, Submission.group_id.is_not(None))
    found = rows(
        _SENT.join(Enrolment, and_(Enrolment.id == Submission.enrolment_id, stays))
        .where(Submission.reviewed_at.is_(None), among)
        .order_by(Submission.submitted_at, Submission.number)
    )
    return [Sent(*each) for each in found]


def submission_files(submission_id: UUID) -> Sequence[AnyRow]:
    """What was handed in with a text: position, name, content type, size, digest."""
    return rows(
        select(
            SubmissionFile.position,
            SubmissionFile.name,
            SubmissionFile.content_type,
            SubmissionFile.size,
            SubmissionFile.file_digest,
        )
        .where(SubmissionFile.submission_id == submission_id)
        .order_by(SubmissionFile.position)
    )
