"""Sitting a quiz as somebody who knows a given share of it."""

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


def sit(visit: Visit, module: Module, knows: float, begun: datetime, chance: Random) -> Attempt:
    """Answer every question within the time and hand the paper in; `knows` is from 0 to 1."""
    with clock.at(begun):
        begun_id = actions.start(visit, module, UUID(int=chance.getrandbits(128), version=4)).id
    attempt = db.session.get_one(Attempt, begun_id)
    moment = begun
    for place, drawn in enumerate(attempt.drawn, start=1):
        moment += timedelta(seconds=chance.randint(15, 75))
        answer = _answer(question(drawn["digest"]), drawn["options"], chance.random() < knows)
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
                saved_at=moment,
            )
        )
    with clock.at(moment + timedelta(seconds=20)):
        return actions.submit(attempt.id)


def _answer(asked: Question, shown: list[int], knows: bool) -> Any:
    if asked.type in {"single", "multiple", "truefalse"}:
        return _choice(asked, shown, knows=knows)
    if not knows:
        return "7" if asked.type == "numeric" else "belum tahu"
    accepted = asked.content["accepted"][0]
    return str(accepted["value"]).removesuffix(".0") if asked.type == "numeric" else accepted


def _choice(asked: Question, shown: list[int], *, knows: bool) -> Any:
    """The options as numbered on this paper."""
    options = asked.content["options"]
    wanted = [
        str(place)
        for place, number in enumerate(shown, start=1)
        if options[number - 1]["right"] is knows
    ]
    return wanted if asked.type == "multiple" else wanted[0]
