"""Sitting a quiz as somebody who knows a given share of it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from lms.assessment import actions
from lms.assessment.models import Answer, Attempt
from lms.catalog.library import Module, Question, question
from lms.foundation import clock
from lms.foundation.database import db
from lms.learning.queries import Visit

Content = Mapping[str, Any]
Given = tuple[int, Any]  # the seconds that an answer took, and the answer
SPREAD = 0.4  # between the easiest question and the hardest
NEARLY = {
    "mentoring": "pendampingan"
}  # what comes near an accepted answer; `lms.demo.mending` mends it
ESSAY = "Saya mendahulukan yang paling lama menunggu dan menjelaskannya kepada yang lain."


def sit(visit: Visit, module: Module, knows: float, begun: datetime, chance: Random) -> Attempt:
    """Answer every question within the time and hand the paper in.

    `knows` is from 0 to 1, where nothing is wrong.
    """
    day = chance.random()

    def given(asked: Question, shown: list[Any]) -> Given:
        own = Random(f"{day} {asked.key}")  # noqa: S311  the same however the paper was shuffled
        seconds = own.randint(15, 75)
        return seconds, _answer(asked, shown, own.random() < _likely(knows, asked))

    return _hand_in(visit, module, begun, chance, given)


def write(
    visit: Visit, module: Module, essays: Mapping[str, str], begun: datetime, chance: Random
) -> Attempt:
    """Answer every question with the essay of its key, as slowly as people think, and hand in."""

    def given(asked: Question, _: list[Any]) -> Given:
        essay = essays[asked.key]
        return int(len(essay) * chance.uniform(0.6, 1.1)), essay

    return _hand_in(visit, module, begun, chance, given)


def _hand_in(
    visit: Visit,
    module: Module,
    begun: datetime,
    chance: Random,
    given: Callable[[Question, list[Any]], Given],
) -> Attempt:
    with clock.at(begun):
        begun_id = actions.start(visit, module, UUID(int=chance.getrandbits(128), version=4)).id
    attempt = db.session.get_one(Attempt, begun_id)
    moment = begun
    for place, drawn in enumerate(attempt.drawn, start=1):
        seconds, answer = given(question(drawn["digest"]), drawn["options"])
        moment += timedelta(seconds=seconds)
        value = {"answer": answer, "unsure": chance.random() < 0.1}
        # Not by save_answer, which is durable by itself, while a demonstration is one transaction.
        db.session.add(
            Answer(
                attempt_id=attempt.id,
                place=place,
                device="demo",
                counter=place,
                value=value,
                client_at=moment,
                first_saved_at=moment,
                saved_at=moment,
                turn=1,
            )
        )
    with clock.at(moment + timedelta(seconds=20)):
        return actions.submit(attempt.id)


def _likely(knows: float, asked: Question) -> float:
    """How likely this question is known: some are harder than others, always the same ones."""
    ease = int(asked.digest[:4], 16) / 0xFFFF - 0.5
    return knows if knows == 1 else min(0.98, max(0.05, knows + SPREAD * ease))


def _answer(asked: Question, shown: list[Any], knows: bool) -> Any:
    return ANSWERS[asked.type](asked.content, shown, knows)


def _single(content: Content, shown: list[int], knows: bool) -> str:
    return _named(content, shown, knows)[0]


def _named(content: Content, shown: list[int], knows: bool) -> list[str]:
    """The options as numbered on this paper."""
    options = content["options"]
    places = enumerate(shown, start=1)
    return [str(place) for place, number in places if options[number - 1]["right"] is knows]


def _short(content: Content, _: list[int], knows: bool) -> str:
    right = str(content["accepted"][0])
    return right if knows else NEARLY.get(right, "belum tahu")


def _numeric(content: Content, _: list[int], knows: bool) -> str:
    return str(content["accepted"][0]["value"]).removesuffix(".0") if knows else "7"


def _pairs(content: Content, shown: list[int], knows: bool) -> list[str]:
    return [str(shown.index(e["right"]) + 1) if knows else "1" for e in content["pairs"]]


def _steps(content: Content, shown: list[int], knows: bool) -> list[str]:
    order = [str(shown.index(number) + 1) for number in sorted(shown)]
    return order if knows else order[::-1]


def _gaps(content: Content, shown: list[list[int]], knows: bool) -> list[str]:
    gaps = zip(content["gaps"], shown, strict=True)
    return [ANSWERS[gap["type"]](gap, order, knows) for gap, order in gaps]


ANSWERS: dict[str, Callable[[Content, list[Any], bool], Any]] = {
    "single": _single,
    "truefalse": _single,
    "sjt": _single,
    "multiple": _named,
    "short": _short,
    "numeric": _numeric,
    "match": _pairs,
    "order": _steps,
    "cloze": _gaps,
    "essay": lambda _, __, knows: ESSAY if knows else "",
}
