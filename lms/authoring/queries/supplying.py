"""What the bank holds for quizzes that draw from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from lms.catalog.models import BankTopic, QuestionPlace, QuestionState
from lms.foundation.database import rows


@dataclass(frozen=True)
class Topic:
    """A file of the bank, with how many of its questions may be drawn."""

    slug: str
    title: str
    questions: int


@dataclass(frozen=True)
class Drawable:
    """A question of the bank as a blueprint looks at it."""

    file: str
    identifier: str
    competency: str | None
    level: int | None
    topic: str


def topics_for(agency_id: int, named: Collection[str]) -> list[Topic]:
    """Those of the agency, and those that a quiz names already; by title."""
    in_use = func.count(QuestionPlace.key).filter(QuestionPlace.state == QuestionState.IN_USE)
    wanted = (
        select(BankTopic.slug, BankTopic.title, in_use)
        .outerjoin(QuestionPlace, QuestionPlace.topic_id == BankTopic.id)
        .where(or_(BankTopic.agency_id == agency_id, BankTopic.slug.in_(sorted(named))))
        .group_by(BankTopic.id, BankTopic.slug, BankTopic.title)
    )
    return [Topic(*each) for each in rows(wanted.order_by(BankTopic.title))]


def drawable(topics: Collection[str]) -> Sequence[Drawable]:
    """The questions of these files that are not stopped."""
    wanted = (
        select(
            *(BankTopic.slug, QuestionPlace.key, QuestionPlace.competency_code),
            *(QuestionPlace.level, QuestionPlace.topic),
        )
        .join(BankTopic, BankTopic.id == QuestionPlace.topic_id)
        .where(BankTopic.slug.in_(sorted(topics)), QuestionPlace.state == QuestionState.IN_USE)
    )
    return [Drawable(*each) for each in rows(wanted)]
