"""Rounds of the reference and of its subject in turn, so that both meet the same machine."""

import json
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.load import Plan, Report
from bench.processes import Server, run

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
WARM_UP = 1.0  # seconds


@dataclass(frozen=True)
class Round:
    """What one round showed; `rate` is a second, processor time is of the server, each time."""

    rate: float
    p50_ms: float | None = None
    p99_ms: float | None = None
    cpu_us: float | None = None


Play = Callable[[float], Round]  # for so many seconds


@dataclass(frozen=True)
class Pair:
    """The medians of the rounds of a subject and of its reference."""

    subject: Round
    reference: Round

    @property
    def ratio(self) -> float:
        return self.subject.rate / self.reference.rate


def compare(reference: Play, subject: Play) -> Pair:
    """Warm both up, then let them play in turn: A B A B A B."""
    reference(WARM_UP)
    subject(WARM_UP)
    rounds = [(reference(SECONDS), subject(SECONDS)) for _ in range(ROUNDS)]
    references, subjects = zip(*rounds, strict=True)
    return Pair(_median(subjects), _median(references))


def _median(rounds: Sequence[Round]) -> Round:
    def middle(name: str) -> float | None:
        values = [getattr(each, name) for each in rounds]
        return None if None in values else median(values)

    names = ("p50_ms", "p99_ms", "cpu_us")
    return Round(median(each.rate for each in rounds), *map(middle, names))


def visit(server: Server, visitor: str, people: list[dict[str, Any]], seconds: float) -> Report:
    """Send these people to the server, each over a connection of their own."""
    plan = Plan(server.port, visitor, people, seconds)
    return Report(**json.loads(run("bench.visiting", given=json.dumps(asdict(plan)))))


def visits(server: Server, visitor: str, people: list[dict[str, Any]]) -> Play:
    """A round of which every request counts."""

    def play(seconds: float) -> Round:
        return observed(server, lambda: visit(server, visitor, people, seconds))[0]

    return play


def observed(
    server: Server, go: Callable[[], Report], each: Callable[[Report], int] | None = None
) -> tuple[Round, Report]:
    """A round of `server`; `each` tells how many things were done, else requests count."""
    before = server.cpu_seconds()
    report = go()
    after = server.cpu_seconds()
    count = each(report) if each else len(report.times)
    told = before is not None and after is not None and count
    spent = (after - before) / count * 1e6 if told else None  # type: ignore[operator]  # told
    times = report.times
    return Round(count / report.seconds, part(times, 0.5), part(times, 0.99), spent), report


def part(times: Sequence[float], share: float) -> float:
    """The time, in milliseconds, within which this share was answered."""
    ordered = sorted(times)
    return ordered[math.ceil(share * len(ordered)) - 1] * 1000
