"""The papers that a correction concerns, and questions that were answered in somebody's courses."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from lms.assessment.marking.corrected import Change
from lms.assessment.models import Attempt, Mark
from lms.assessment.queries.corrections import latest_change
from lms.catalog.library import Question, question
from lms.catalog.models import Course
from lms.foundation.database import rows
from lms.learning.queries import Led

MOST = 30  # questions on one page


@dataclass(frozen=True)
class Asked:
    """One mark on a paper on which the question stands, with how the paper was scored."""

    attempt_id: UUID
    person_id: int
    document_digest: str
    score: Decimal | None
    passed: bool | None
    pass_mark: Decimal | None  # where a panel decided on it
    digest: str
    value: dict[str, Any]
    points: Decimal
    most: Decimal
    change: Change | None

    @property
    def question(self) -> Question:
        return question(self.digest)


def asked_papers(digest: str) -> list[Asked]:
    """Every mark of every paper on which this version was marked."""
    there = aliased(Mark)
    found = rows(
        select(
            Attempt.id,
            Attempt.person_id,
            Attempt.document_digest,
            Attempt.score,
            Attempt.passed,
            Attempt.pass_mark,
            Mark.question_digest,
            Mark.value,
            Mark.points,
            Mark.most_points,
            latest_change(Mark.question_digest),
        )
        .join(Mark, Mark.attempt_id == Attempt.id)
        .join(there, there.attempt_id == Attempt.id)
        .where(there.question_digest == digest)
        .order_by(Attempt.id, Mark.place)
    )
    return [Asked(*each) for each in found]


@dataclass(frozen=True)
class Answered:
    """One version of a question, as those who lead its courses list it."""

    digest: str
    answers: int
    points: Decimal
    most: Decimal
    last: datetime
    change: Change | None

    @property
    def question(self) -> Question:
        return question(self.digest)

    @property
    def percent(self) -> Decimal:
        """The share of its points that people got."""
        return 100 * self.points / self.most if self.most else Decimal(0)


def answered(led: Led, page: int) -> tuple[list[Answered], int]:
    """One page of the questions of these courses, of which people got least first, and how many."""
    points, most = func.sum(Mark.points), func.sum(Mark.most_points)
    found = rows(
        select(
            Mark.question_digest,
            func.count(),
            points,
            most,
            func.max(Attempt.submitted_at),
            latest_change(Mark.question_digest),
        )
        .join(Attempt, Attempt.id == Mark.attempt_id)
        .join(Course, Course.id == Attempt.course_id)
        .where(led.clause())
        .group_by(Mark.question_digest)
        .order_by((points / func.nullif(most, 0)).nullslast(), Mark.question_digest)
        .limit(MOST)
        .offset((page - 1) * MOST)
    )
    counted = (
        select(func.count(Mark.question_digest.distinct()))
        .join(Attempt, Attempt.id == Mark.attempt_id)
        .join(Course, Course.id == Attempt.course_id)
        .where(led.clause())
    )
    return [Answered(*each) for each in found], rows(counted)[0][0]
