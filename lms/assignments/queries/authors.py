"""Who wrote a group's work, and the marks of single authors apart from the others'."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, select

from lms.assignments.models import MarkApart, SubmissionAuthor
from lms.foundation.database import rows
from lms.identity.models import Person


def authored(person_id: int) -> Select[*tuple[UUID]]:
    """What somebody wrote as a member of a group."""
    return select(SubmissionAuthor.submission_id).where(SubmissionAuthor.person_id == person_id)


def authors(submission_id: UUID) -> list[tuple[int, int, str]]:
    """Of a group's work: the enrolment, the person and the name of each."""
    asked = (
        select(SubmissionAuthor.enrolment_id, SubmissionAuthor.person_id, Person.name)
        .join(Person, Person.id == SubmissionAuthor.person_id)
        .where(SubmissionAuthor.submission_id == submission_id)
    )
    return [(e, p, n) for e, p, n in rows(asked.order_by(Person.name))]


@dataclass(frozen=True)
class Apart:
    enrolment_id: int
    score: Decimal
    reason: str
    by: str
    at: datetime


def aparts(submission_id: UUID) -> dict[int, Apart]:
    """The mark of each author who has one of their own, by enrolment; the latest counts."""
    asked = (
        select(
            MarkApart.enrolment_id,
            MarkApart.score,
            MarkApart.reason,
            Person.name,
            MarkApart.given_at,
        )
        .join(Person, Person.id == MarkApart.given_by)
        .where(MarkApart.submission_id == submission_id)
    )
    return {each[0]: Apart(*each) for each in rows(asked.order_by(MarkApart.id))}
