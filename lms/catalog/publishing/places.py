"""Where each question of a topic or a course stands, told anew when that is published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.exc import IntegrityError

from lms.catalog.models import QuestionChange, QuestionPlace, QuestionState
from lms.catalog.queries.stops import in_force
from lms.catalog.reading.shapes import ReadQuestion
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.foundation.text import folded

MANY = 5000  # parameters of one statement; SQLite takes 32,766


@dataclass(frozen=True)
class Spot:
    """A question as it stands in its file, and the version that it is now."""

    key: str
    digest: str
    question: ReadQuestion
    position: int
    topic_id: int | None = None
    course_id: int | None = None
    module_slug: str | None = None


def settle(
    spots: Sequence[Spot], here: ColumnElement[bool], agency_id: int, by: int | None
) -> None:
    """Let `spots` be all that stands `here`; what is new, changed or gone is told in the history.

    Raises Conflict where somebody else enters one of these questions at the same moment.
    """
    old = {each.key: each for each in db.session.scalars(select(QuestionPlace).where(here))}
    gone = sorted(old.keys() - {spot.key for spot in spots})
    states = in_force({spot.digest: spot.key for spot in spots})
    told = [{"key": key, "digest": None} for key in gone]
    fresh: list[dict[str, Any]] = []
    for spot in spots:
        place = old.get(spot.key)
        if place is None or place.digest != spot.digest:
            told.append({"key": spot.key, "digest": spot.digest})
        if place is None:
            fresh.append(_row(spot, agency_id, states))
        else:
            _move(place, spot, agency_id, states)
    _take_away(gone)
    _write(fresh, told, by)


def _write(fresh: list[dict[str, Any]], told: list[dict[str, Any]], by: int | None) -> None:
    moment = clock.now()
    try:
        if fresh:
            db.session.execute(insert(QuestionPlace), fresh)
        if told:
            changes = [each | {"at": moment, "by": by} for each in told]
            db.session.execute(insert(QuestionChange), changes)
        db.session.flush()
    except IntegrityError:
        raise Conflict(
            say("Soal yang sama baru saja ditulis orang lain. Muat ulang, lalu coba lagi.")
        ) from None


def _row(spot: Spot, agency_id: int, states: Mapping[str, QuestionState]) -> dict[str, Any]:
    asked = spot.question
    return {
        "key": spot.key,
        "agency_id": agency_id,
        "digest": spot.digest,
        "topic_id": spot.topic_id,
        "course_id": spot.course_id,
        "module_slug": spot.module_slug,
        "position": spot.position,
        "type": asked.type,
        "competency_code": asked.competency,
        "level": asked.level,
        "topic": asked.topic,
        "heading": asked.content["heading"],
        "text": _searched(spot),
        "state": states.get(spot.digest, QuestionState.IN_USE),
        "since": clock.now(),
    }


def _move(
    place: QuestionPlace, spot: Spot, agency_id: int, states: Mapping[str, QuestionState]
) -> None:
    """Only what differs is set, so a file that did not change writes nothing."""
    same = place.digest == spot.digest
    if same and place.position == spot.position and place.module_slug == spot.module_slug:
        return
    for name, value in _row(spot, agency_id, states).items():
        if not (same and name == "since"):
            setattr(place, name, value)


def _take_away(gone: Sequence[str]) -> None:
    for start in range(0, len(gone), MANY):
        some = QuestionPlace.key.in_(gone[start : start + MANY])
        db.session.execute(delete(QuestionPlace).where(some))


def _searched(spot: Spot) -> str:
    """Everything that a person reads in the question, with what it is called."""
    texts = " ".join(_texts({**spot.question.content, "heading": ""}))  # the stem holds it
    words = unescape(re.sub(r"<[^>]*>", " ", texts))
    return folded(f"{spot.question.identifier} {spot.question.topic} {words}")


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for each in content.values():
            yield from _texts(each)
    elif isinstance(content, Sequence):
        for each in content:
            yield from _texts(each)
