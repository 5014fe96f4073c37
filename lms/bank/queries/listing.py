"""The list of questions: narrowed, sorted, page by page."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, exists, func, select, true

from lms.bank.models import KeptFigures
from lms.bank.queries.reach import Reach
from lms.bank.statistics.flags import Flag
from lms.bank.statistics.items import LEAST
from lms.catalog.models import BankTopic, Course, QuestionPlace, QuestionState, QuestionUse
from lms.foundation.database import row, rows
from lms.foundation.text import folded

PAGE = 25
BANK = "bank:"  # before a topic's slug, where a wish could name a course as well
NOWHERE = "-"  # used by no quiz
RAISED, UNASKED = "raised", "unasked"  # any flag but that answers are few; no figures at all


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; what is empty is not asked."""

    words: str = ""
    competency: str = ""
    level: int | None = None
    topic: str = ""
    type: str = ""
    state: str = ""  # a QuestionState, or "all"; without it what is retired is hidden
    where: str = ""  # a course, "bank:" with a topic, or "-"
    figures: str = ""  # a Flag, or "raised" or "unasked"
    sort: str = "key"
    down: bool = False


@dataclass(frozen=True)
class Row:
    """A question as the list shows it."""

    key: str
    digest: str
    heading: str
    type: str
    competency: str | None
    level: int | None
    topic: str
    state: QuestionState
    since: datetime
    bank_title: str | None
    course_title: str | None
    facility: Decimal | None  # from 0 to 1, as of the last night; none of few answers
    rest: Decimal | None  # from -1 to 1; likewise
    used: int  # by how many quizzes


_used: Any = (
    select(func.count())
    .where(QuestionUse.key == QuestionPlace.key)
    .correlate(QuestionPlace)
    .scalar_subquery()
)
# A figure of fewer answers says nothing, and would lead the list.
_told = KeptFigures.asked >= LEAST
_facility, _rest = (case((_told, it)) for it in (KeptFigures.facility, KeptFigures.rest))
COLUMNS: dict[str, tuple[Any, ...]] = {
    "key": (QuestionPlace.key,),
    "heading": (func.lower(QuestionPlace.heading),),
    "competency": (QuestionPlace.competency_code, QuestionPlace.level),
    "topic": (QuestionPlace.topic,),
    "type": (QuestionPlace.type,),
    "facility": (_facility,),
    "rest": (_rest,),
    "used": (_used,),
    "since": (QuestionPlace.since,),
}


def questions(reach: Reach, wish: Wish, page: int) -> list[Row]:
    order = [each.desc() if wish.down else each.asc() for each in COLUMNS[wish.sort]]
    found = rows(
        select(
            QuestionPlace.key,
            QuestionPlace.digest,
            QuestionPlace.heading,
            QuestionPlace.type,
            QuestionPlace.competency_code,
            QuestionPlace.level,
            QuestionPlace.topic,
            QuestionPlace.state,
            QuestionPlace.since,
            BankTopic.title,
            Course.title,
            _facility,
            _rest,
            _used,
        )
        .outerjoin(KeptFigures, KeptFigures.question_digest == QuestionPlace.digest)
        .outerjoin(BankTopic, BankTopic.id == QuestionPlace.topic_id)
        .outerjoin(Course, Course.id == QuestionPlace.course_id)
        .where(reach.questions(), *_narrowed(wish))
        .order_by(*(each.nulls_last() for each in order), QuestionPlace.key)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [Row(*each) for each in found]


@dataclass(frozen=True)
class Sums:
    """How many are found, and of what the other filters leave, how many are stopped or retired."""

    found: int
    stopped: int
    retired: int


def sums(reach: Reach, wish: Wish) -> Sums:
    wanted = true() if wish.state == "all" else _is(wish.state)
    asked = (wanted, _is(QuestionState.STOPPED), _is(QuestionState.RETIRED))
    found = row(
        select(*(func.count(case((each, 1))) for each in asked))
        .select_from(QuestionPlace)
        .where(reach.questions(), *_narrowed(replace(wish, state="all")))
    )
    return Sums(*found) if found else Sums(0, 0, 0)


def _narrowed(wish: Wish) -> list[ColumnElement[bool]]:
    exact = {
        QuestionPlace.competency_code: wish.competency,
        QuestionPlace.level: wish.level,
        QuestionPlace.topic: wish.topic,
        QuestionPlace.type: wish.type,
    }
    asked = [column == value for column, value in exact.items() if value]
    asked += [_contains(word) for word in folded(wish.words).split()]
    if wish.where:
        asked.append(_stands(wish.where))
    if wish.figures:
        asked.append(_tells(wish.figures))
    if wish.state != "all":
        asked.append(_is(wish.state))
    return asked


def _contains(word: str) -> ColumnElement[bool]:
    return QuestionPlace.text.contains(word, autoescape=True)


def _is(state: str) -> ColumnElement[bool]:
    if not state:
        return QuestionPlace.state != QuestionState.RETIRED
    return QuestionPlace.state == QuestionState(state)


def _stands(where: str) -> ColumnElement[bool]:
    if where == NOWHERE:
        return ~exists().where(QuestionUse.key == QuestionPlace.key)
    if where.startswith(BANK):
        topics = select(BankTopic.id).where(BankTopic.slug == where.removeprefix(BANK))
        return QuestionPlace.topic_id.in_(topics)
    used = select(QuestionUse.key).join(Course, Course.id == QuestionUse.course_id)
    return QuestionPlace.key.in_(used.where(Course.slug == where))


def _tells(figures: str) -> ColumnElement[bool]:
    raised = cast(KeptFigures.flags, Text)  # like ["hard", "weak"]
    if figures == UNASKED:
        return QuestionPlace.digest.not_in(_kept(KeptFigures.asked > 0))
    if figures == RAISED:
        return QuestionPlace.digest.in_(_kept(raised.not_in(["[]", f'["{Flag.FEW}"]'])))
    return QuestionPlace.digest.in_(_kept(raised.contains(f'"{figures}"', autoescape=True)))


def _kept(which: ColumnElement[bool]) -> Select[str]:
    return select(KeptFigures.question_digest).where(which)
