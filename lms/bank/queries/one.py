"""One question: where it stands, what it was, who asks it, why it was stopped."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from lms.bank.queries.reach import Reach
from lms.catalog.models import (
    BankTopic,
    Course,
    QuestionChange,
    QuestionPlace,
    QuestionState,
    QuestionStop,
    QuestionUse,
    RevisionModule,
)
from lms.foundation.database import row, rows
from lms.foundation.errors import NotFound


@dataclass(frozen=True)
class Place:
    key: str
    digest: str
    agency_id: int
    heading: str
    state: QuestionState
    since: datetime
    bank_slug: str | None
    bank_title: str | None
    course_slug: str | None
    course_title: str | None
    module_slug: str | None

    @property
    def owner(self) -> str:
        return self.key.partition("#")[0]

    @property
    def identifier(self) -> str:
        return self.key.partition("#")[2]


def place(reach: Reach, key: str) -> Place:
    """Raises NotFound, also where the question is out of reach."""
    found = row(
        select(
            *(QuestionPlace.key, QuestionPlace.digest, QuestionPlace.agency_id),
            *(QuestionPlace.heading, QuestionPlace.state, QuestionPlace.since),
            *(BankTopic.slug, BankTopic.title),
            *(Course.slug, Course.title, QuestionPlace.module_slug),
        )
        .outerjoin(BankTopic, BankTopic.id == QuestionPlace.topic_id)
        .outerjoin(Course, Course.id == QuestionPlace.course_id)
        .where(QuestionPlace.key == key, reach.questions())
    )
    if found is None:
        raise NotFound
    return Place(*found)


@dataclass(frozen=True)
class Version:
    """A version that was current, from a moment on; `number` counts the wordings from 1."""

    number: int
    digest: str | None  # none: taken out of its file
    at: datetime
    by: int | None


def versions(key: str) -> list[Version]:
    """In the order in which they became current; one that came back keeps its number."""
    told = select(QuestionChange.digest, QuestionChange.at, QuestionChange.by)
    found = rows(told.where(QuestionChange.key == key).order_by(QuestionChange.id))
    numbers: dict[str | None, int] = {None: 0}
    return [
        Version(numbers.setdefault(digest, len(numbers)), digest, at, by)
        for digest, at, by in found
    ]


@dataclass(frozen=True)
class Use:
    """A quiz of a current revision that may ask the question, and the version it is tied to."""

    course_slug: str
    course_title: str
    module_slug: str
    title: str
    document_digest: str
    digest: str


def uses(key: str) -> list[Use]:
    module: Any = aliased(RevisionModule)
    here = and_(module.revision_id == Course.revision_id, module.slug == QuestionUse.module_slug)
    found = rows(
        select(
            *(Course.slug, Course.title, module.slug, module.title, module.document_digest),
            QuestionUse.digest,
        )
        .select_from(QuestionUse)
        .join(Course, Course.id == QuestionUse.course_id)
        .join(module, here)
        .where(QuestionUse.key == key)
        .order_by(Course.title, module.position)
    )
    return [Use(*each) for each in found]


@dataclass(frozen=True)
class Stop:
    """What was said of a question once."""

    state: QuestionState
    digest: str | None  # none: of every version
    by: int | None
    at: datetime
    reason: str


def stops(key: str) -> list[Stop]:
    """The latest first."""
    said = select(
        *(QuestionStop.state, QuestionStop.digest),
        *(QuestionStop.by, QuestionStop.at, QuestionStop.reason),
    )
    found = rows(said.where(QuestionStop.key == key).order_by(QuestionStop.id.desc()))
    return [Stop(*each) for each in found]
