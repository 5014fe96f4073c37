"""Whole attempts at the real quiz: begin, save each answer, hand in, look at the result."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from bench import seed
from bench.coursework import COURSE
from bench.homes import hello, home
from bench.load import Report
from bench.measuring import ROUNDS, SECONDS, WARM_UP, Play, Round, compare, observed, visit, visits
from bench.processes import Server
from bench.results import Result
from bench.seed import Someone
from lms.assessment.rules import Quiz
from lms.catalog.library import page
from lms.learning import queries as learning

CONNECTIONS = 16
LEAST = 40  # attempts a second, on a machine where Flask's hello answers 14,200 times a second
LEAST_RATIO = 40 / 14_200  # so that a slower machine tells how fast we are, not how fast it is
MOST = 200  # attempts a second that there are people for


def results() -> Iterator[Result]:
    lots = [math.ceil(seconds * MOST / CONNECTIONS) for seconds in (WARM_UP, *[SECONDS] * ROUNDS)]
    with home() as made:
        with made.app() as app:
            filled = seed.fill(app, sum(lots) * CONNECTIONS)
            quiz = next(module for module in filled.modules if module.kind == "quiz")
            visit_of_one = learning.visit(COURSE, filled.people[0].id)
            digest = learning.ensure_module(visit_of_one, quiz.slug).digest
            length = Quiz.of(page(digest).facts).length
        greeted = [{"path": "/", "holds": "hello"}] * CONNECTIONS
        with hello() as reference, made.serving() as site:
            sitting = _sitting(site, iter(filled.people), lots, quiz.path, length)
            pair = compare(visits(reference, "reader", greeted), sitting)
    goals = (
        (f"at least {LEAST} attempts/s of {length} questions", pair.subject.rate >= LEAST),
        (f"at least {LEAST_RATIO:.4f} of Flask hello", pair.ratio >= LEAST_RATIO),
    )
    yield Result("quiz_attempt", "attempts/s", "Flask hello/s", pair, goals)


def _sitting(
    site: Server, people: Iterator[Someone], lots: Sequence[int], path: str, length: int
) -> Play:
    """Each round takes people who have not sat the quiz yet, one after another at a connection."""
    shares = iter(lots)

    def play(seconds: float) -> Round:
        share = next(shares)
        sitters = [_sitter(people, share, path, length) for _ in range(CONNECTIONS)]
        return observed(site, lambda: visit(site, "sitter", sitters, seconds), _finished)[0]

    return play


def _sitter(people: Iterator[Someone], share: int, path: str, length: int) -> dict[str, Any]:
    some = [next(people) for _ in range(share)]
    browsers = [{"cookie": each.cookie, "token": each.token} for each in some]
    return {"path": path, "length": length, "browsers": browsers}


def _finished(report: Report) -> int:
    """The attempts whose result was shown within the round."""
    return sum(moment <= report.seconds for moment, _ in report.told)
