"""Answers of an exam, each acknowledged when it is on disk, against bare durable commits."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from bench import alone, seed
from bench.coursework import COURSE, Module
from bench.homes import Home, home
from bench.load import Report
from bench.measuring import Pair, Play, Round, compare, observed, visit
from bench.processes import Server
from bench.results import Result
from bench.seed import Filled
from lms.assessment import actions
from lms.assessment import queries as assessment
from lms.assessment.models import Answer
from lms.foundation.database import db, transaction
from lms.learning import queries as learning

PEOPLE = 64
LEAST = 0.25
LONGEST_MS = 50
DEVICE = "laptop"

Key = tuple[UUID, int]  # the attempt and the place on its paper


class Acknowledged:
    """What people were told is safe; `lost` asks the database."""

    def __init__(self) -> None:
        self.last: dict[Key, tuple[int, str]] = {}
        self.saves = Counter[UUID]()

    def hear(self, report: Report) -> None:
        for _, (path, counter, value) in report.told:
            _, _, attempt, _, place = path.split("/")
            key = (UUID(attempt), int(place))
            self.saves[key[0]] += 1
            self.last[key] = max(self.last.get(key, (0, "")), (counter, value))

    def lost(self, made: Home) -> list[Key]:
        """Where the database holds less, or something else under the same number."""
        wanted = select(Answer.attempt_id, Answer.place, Answer.counter, Answer.value)
        with made.app():
            found = db.session.execute(wanted.where(Answer.device == DEVICE)).all()
        held = {(row.attempt_id, row.place): (row.counter, row.value["answer"]) for row in found}
        return [
            key
            for key, told in self.last.items()
            if held.get(key, (0, "")) < told or (held[key][0] == told[0] and held[key] != told)
        ]


def results() -> Iterator[Result]:
    acknowledged = Acknowledged()
    with home() as made:
        writers = _writers(made)
        with made.serving() as site:
            reference = alone.programs("bench.commits", str(made.folder))
            pair = compare(reference, _saves(site, writers, acknowledged))
        lost = acknowledged.lost(made)
    yield Result(
        "answer_save", "answers/s", "bare SQLite commits/s", pair, _goals(pair, acknowledged, lost)
    )


def _goals(pair: Pair, acknowledged: Acknowledged, lost: list[Key]) -> tuple[tuple[str, bool], ...]:
    saves = [acknowledged.saves[attempt] for attempt, _ in acknowledged.last]
    fewest, most = min(saves), max(saves)
    heard = len({attempt for attempt, _ in acknowledged.last}) == PEOPLE
    return (
        (f"at least {LEAST} of bare commits", pair.ratio >= LEAST),
        (f"p99 under {LONGEST_MS} ms at {PEOPLE} people", (pair.subject.p99_ms or 0) < LONGEST_MS),
        (f"none of {sum(acknowledged.saves.values())} acknowledged is lost", not lost),
        (f"none starved: {fewest} to {most} saves a person", heard and fewest > most / 2),
    )


def _writers(made: Home) -> list[dict[str, Any]]:
    """Everybody at an open attempt of the real quiz, with what they go on answering."""
    with made.app() as app:
        filled = seed.fill(app, PEOPLE)
        quiz = next(module for module in filled.modules if module.kind == "quiz")
        papers = [_begin(filled, place, quiz) for place in range(PEOPLE)]
    return [
        {"cookie": someone.cookie, "token": someone.token, "saves": _saves_of(*paper)}
        for someone, paper in zip(filled.people, papers, strict=True)
    ]


def _begin(filled: Filled, place: int, quiz: Module) -> tuple[UUID, int]:
    """The attempt that this person begins, and how many questions it has."""
    visit = learning.visit(COURSE, filled.people[place].id)
    module = learning.ensure_module(visit, quiz.slug)
    with transaction():
        begun = actions.start(visit, module, uuid4())
    return begun.id, len(assessment.sitting(begun.id).drawn)


def _saves_of(attempt: UUID, length: int) -> list[dict[str, Any]]:
    return [
        {"path": f"/attempts/{attempt}/answers/{place}", "device": DEVICE, "values": ["1", "2"]}
        for place in range(1, length + 1)
    ]


def _saves(site: Server, writers: list[dict[str, Any]], acknowledged: Acknowledged) -> Play:
    rounds = count()

    def play(seconds: float) -> Round:
        first = next(rounds) * 10**9  # a device's counter only grows
        people = [{**writer, "first": first} for writer in writers]
        found, report = observed(site, lambda: visit(site, "writer", people, seconds))
        acknowledged.hear(report)
        return found

    return play
