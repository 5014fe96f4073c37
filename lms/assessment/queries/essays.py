"""Essays that people mark: what waits for whom, and what was given."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lms.assessment.marking.essays import EssayRules, Levels
from lms.assessment.models import Attempt, Essay, Rating, Stage
from lms.assessment.rules import Quiz
from lms.catalog.library import Question, page, question
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person


@dataclass(frozen=True)
class Written:
    """One essay as those who mark it may see it; `author` stays empty while marking is blind."""

    attempt_id: UUID
    place: int
    person_id: int
    author: str
    course_agency_id: int
    course_slug: str
    course_title: str
    module_slug: str
    document_digest: str
    question_digest: str
    value: dict[str, Any]
    words: int
    submitted_at: datetime
    stage: Stage
    share: Decimal | None

    @property
    def question(self) -> Question:
        return question(self.question_digest)

    @property
    def rules(self) -> EssayRules:
        return EssayRules.of(self.question.content)

    @property
    def quiz(self) -> Quiz:
        return Quiz.of(page(self.document_digest).facts)

    @property
    def text(self) -> str:
        return str(self.value["answer"])

    @property
    def days(self) -> int:
        """Calendar days since it was handed in."""
        return (clock.today() - clock.local_date(self.submitted_at)).days


WRITTEN = (
    select(
        Essay.attempt_id,
        Essay.place,
        Attempt.person_id,
        Person.name,
        Course.agency_id,
        Course.slug,
        Course.title,
        Attempt.module_slug,
        Attempt.document_digest,
        Essay.question_digest,
        Essay.value,
        Essay.words,
        Essay.submitted_at,
        Essay.stage,
        Essay.share,
    )
    .join(Attempt, Attempt.id == Essay.attempt_id)
    .join(Person, Person.id == Attempt.person_id)
    .join(Course, Course.id == Essay.course_id)
)


def as_marked(found: AnyRow) -> Written:
    """Without the name where the quiz says so: no page can show by mistake what is not there."""
    facts, stage = page(found[8]).facts, found[13]
    hidden = facts.get("marking", {}).get("blind", False) and stage != Stage.RELEASED
    columns = list(found)
    columns[3] = "" if hidden else columns[3]
    return Written(*columns)


def essay(attempt_id: UUID, place: int) -> Written:
    """Raises NotFound."""
    found = row(WRITTEN.where(Essay.attempt_id == attempt_id, Essay.place == place))
    if found is None:
        raise NotFound
    return as_marked(found)


@dataclass(frozen=True)
class Given:
    """What one marker gave last for an essay."""

    marker_id: int
    marker: str
    levels: Levels
    comment: str
    at: datetime


def given(attempt_id: UUID, place: int) -> list[Given]:
    """The latest of each marker, in the order in which they first marked."""
    return given_in(attempt_id).get(place, [])


def given_in(attempt_id: UUID) -> dict[int, list[Given]]:
    """The same for every essay of an attempt, by its place."""
    found = rows(
        select(
            Rating.place, Rating.marker_id, Person.name, Rating.levels, Rating.comment, Rating.at
        )
        .join(Person, Person.id == Rating.marker_id)
        .where(Rating.attempt_id == attempt_id)
        .order_by(Rating.id)
    )
    latest: dict[int, dict[int, Given]] = {}
    for place, *rest in found:
        latest.setdefault(place, {})[rest[0]] = Given(*rest)
    return {place: list(markers.values()) for place, markers in latest.items()}
