"""Item analysis of 200 questions and 10,000 attempts, against summing up the same rows bare."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import func, select

from bench import answers
from bench.homes import Home, home
from bench.measuring import Play, Round, compare
from bench.postgresql import postgresql, programs
from bench.results import Result
from lms.assessment.models import Mark
from lms.assessment.queries import Counted
from lms.bank.queries.analysed import analysed
from lms.foundation.database import rows

QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", "200"))
ATTEMPTS = int(os.environ.get("BENCH_ATTEMPTS", "10000"))
LONGEST = 5  # seconds


def results() -> Iterator[Result]:
    with home() as made:
        yield _result("item_analysis", made)
    if folder := programs():
        with postgresql(folder) as address, home(address) as made:
            yield _result("item_analysis_postgresql", made)


def _result(name: str, made: Home) -> Result:
    with made.app() as app:
        quiz = answers.fill(app, QUESTIONS, ATTEMPTS)
        times: list[float] = []
        pair = compare(_timed(_bare, []), _timed(partial(_analysis, quiz), times))
    slowest = max(times)
    goal = f"{QUESTIONS} × {ATTEMPTS:,} in under {LONGEST} s: {slowest:.2f}"
    return Result(name, "analyses/s", "bare sums/s", pair, ((goal, slowest < LONGEST),))


def _timed(work: Callable[[], Any], times: list[float]) -> Play:
    """One whole analysis a round, however long it takes."""

    def play(_: float) -> Round:
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
        return Round(1 / times[-1])

    return play


def _analysis(quiz: answers.Quiz) -> None:
    found = analysed(quiz.course_id, quiz.module_slug, Counted.FIRST)
    assert found.scores.attempts == ATTEMPTS
    assert {each.figures.asked for each in found.items} == {ATTEMPTS}


def _bare() -> None:
    """One sum a question: the least that any analysis reads."""
    sums = select(Mark.question_digest, func.count(), func.sum(Mark.points))
    assert len(rows(sums.group_by(Mark.question_digest))) == QUESTIONS
