"""What item analysis asks: which attempts count, and how many answers were alike.

Answers are counted in the database, some hundred papers at a time: few rows are sorted at once,
and two million answers come out as some hundred thousand.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Connection, Select, and_, cast, exists, func, select
from sqlalchemy.orm import aliased

from lms.assessment.models import Attempt, Mark
from lms.catalog.queries import name_now, named
from lms.foundation.ahead import ahead
from lms.foundation.database import rows
from lms.foundation.snapshot import snapshots

UNIT = 10_000  # points are kept with four decimals
PAPERS = 100  # counted by one statement
READERS = 2  # that count at once
LONGEST = 1000  # characters of an answer; only essays and the fullest texts with gaps are longer

Kind = tuple[str, int, int]  # of papers: the quiz's document, how many questions, worth how much


class Counted(StrEnum):
    """Which attempts of each person count."""

    FIRST = "first"
    BEST = "best"
    ALL = "all"


class Paper(NamedTuple):
    """An attempt that was marked."""

    id: UUID
    person_id: int
    started_at: datetime
    points: Decimal
    most_points: Decimal
    score: Decimal
    document_digest: str
    length: int

    @property
    def kind(self) -> Kind:
        """Papers of a quiz that draws nothing ask the same when they are of one kind."""
        return self.document_digest, self.length, int(self.most_points * UNIT)


class Alike(NamedTuple):
    """So many answers were alike; points in ten-thousandths."""

    digest: str
    given: str | None
    points: int
    most: int
    total: int
    total_most: int
    times: int


def papers(course_id: int, module_slug: str, counted: Counted) -> list[Paper]:
    """The marked attempts at a quiz, in order; also those from before it was renamed."""
    found = rows(
        select(
            *(Attempt.id, Attempt.person_id, Attempt.started_at),
            *(Attempt.points, Attempt.most_points, Attempt.score),
            *(Attempt.document_digest, Attempt.length),
        )
        .where(Attempt.course_id == course_id, named(Attempt.module_slug, course_id, module_slug))
        .where(Attempt.score.is_not(None))
        .order_by(Attempt.started_at, Attempt.id)
    )
    marked = [Paper(*each) for each in found]
    return marked if counted == Counted.ALL else _one_each(marked, counted)


def _one_each(marked: Sequence[Paper], counted: Counted) -> list[Paper]:
    """The first of each person, or the first of their best."""
    chosen: dict[int, Paper] = {}
    for each in marked:
        kept = chosen.setdefault(each.person_id, each)
        if counted == Counted.BEST and each.score > kept.score:
            chosen[each.person_id] = each
    return list(chosen.values())


def tallied(counted: Sequence[Paper]) -> Iterator[tuple[Kind, Sequence[Any]]]:
    """What was answered on these papers, with the kind of paper; of one moment.

    Each row holds what an Alike holds, and is made into one by whoever wants it.
    """
    free: SimpleQueue[Connection] = SimpleQueue()
    with snapshots(READERS) as readers:
        for reader in readers:
            free.put(reader)
        read = (partial(_read, free, *piece) for piece in _pieces(counted))
        for kind, found in ahead(read, len(readers)):
            yield from ((kind, each) for each in found)


def _pieces(counted: Sequence[Paper]) -> Iterator[tuple[Kind, list[UUID]]]:
    kinds: dict[Kind, list[Paper]] = defaultdict(list)
    for each in counted:
        kinds[each.kind].append(each)
    for kind, them in kinds.items():
        # Papers of like points side by side, so that more of their answers are alike.
        them.sort(key=lambda each: (each.points, each.id))
        for first in range(0, len(them), PAPERS):
            yield kind, [each.id for each in them[first : first + PAPERS]]


def _read(
    free: SimpleQueue[Connection], kind: Kind, some: list[UUID]
) -> tuple[Kind, Sequence[Any]]:
    connection = free.get()
    try:
        return kind, _found(connection, _alike().where(Attempt.id.in_(some)))
    finally:
        free.put(connection)


def _found(connection: Connection, wanted: Select[Any]) -> Sequence[Any]:
    """On SQLite in one piece: each row by itself hands the interpreter over and takes it back."""
    if connection.dialect.name != "sqlite":
        return connection.execute(wanted).all()
    listed = func.json_group_array(func.json_array(*wanted.subquery().c))
    found: list[Any] = json.loads(connection.scalar(select(listed)) or "[]")
    return found


def tallied_of(digests: Sequence[str]) -> list[Alike]:
    """What was answered to these versions in all quizzes, at first attempts."""
    wanted = _alike().where(Mark.question_digest.in_(digests), Attempt.score.is_not(None))
    apart = wanted.where(~_has_earlier()).group_by(Attempt.most_points)
    return [Alike(*each) for each in rows(apart)]


def _has_earlier() -> Any:
    other = aliased(Attempt)
    same = and_(
        other.person_id == Attempt.person_id,
        other.course_id == Attempt.course_id,
        name_now(other.course_id, other.module_slug)
        == name_now(Attempt.course_id, Attempt.module_slug),
    )
    earlier = and_(other.score.is_not(None), other.started_at < Attempt.started_at)
    return exists().where(same, earlier)


def _alike() -> Select[Any]:
    """For papers that are worth the same. What is grouped is left as it lies: two million times."""
    given = func.substr(Mark.value["answer"].as_string(), 1, LONGEST).label("given")
    return (
        select(
            Mark.question_digest,
            given,
            _whole(Mark.points),
            _whole(func.max(Mark.most_points)),  # a version is always worth the same
            _whole(Attempt.points),
            _whole(func.max(Attempt.most_points)),
            func.count(),
        )
        .join_from(Attempt, Mark, Mark.attempt_id == Attempt.id)
        .group_by(Mark.question_digest, given.name, Mark.points, Attempt.points)
    )


def _whole(column: Any) -> Any:
    return cast(func.round(column * UNIT), BigInteger)
