"""What the scores of a quiz tell together, and how far they can be relied on.

- reliability: Cronbach's alpha (1951); where each question gives one number of points or none, that
  is the formula 20 of Kuder and Richardson (1937)
- its interval: Feldt (1965), by Fisher's F
- standard error of measurement: the deviation of the points times the root of 1 - reliability

They ask that everybody answered the same questions.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt

from lms.bank.statistics import moments
from lms.bank.statistics.items import LEAST, Cell
from lms.bank.statistics.moments import Counted, Interval
from lms.bank.statistics.quantiles import f_quantile

BARS = 10  # of the histogram


@dataclass(frozen=True)
class Scores:
    """In percent; `histogram` counts from 0 on, a tenth each, the last one with 100."""

    attempts: int
    mean: float | None
    interval: Interval | None
    deviation: float | None
    median: float | None
    skewness: float | None
    histogram: tuple[int, ...]


def scores(percents: Sequence[float]) -> Scores:
    counted = [Counted(value, count) for value, count in Counter(percents).items()]
    bars = Counter(min(int(value * BARS // 100), BARS - 1) for value in percents)
    enough = len(percents) >= LEAST
    return Scores(
        attempts=len(percents),
        mean=moments.mean(counted),
        interval=moments.around_mean(counted) if enough else None,
        deviation=moments.deviation(counted),
        median=moments.median(counted),
        skewness=moments.skewness(counted) if enough else None,
        histogram=tuple(bars[place] for place in range(BARS)),
    )


class Formula(StrEnum):
    KR20 = "kr20"
    ALPHA = "alpha"


class Unreliable(StrEnum):
    """Why there is no reliability."""

    DRAWN = "drawn"  # people answered different questions
    FEW = "few"  # fewer than LEAST attempts
    ONE = "one"  # of one question only
    FLAT = "flat"  # all came to the same points


@dataclass(frozen=True)
class Reliability:
    formula: Formula
    value: float
    interval: Interval
    error: float  # of measurement, in points
    error_percent: float
    attempts: int
    questions: int


def reliability(
    cells: Mapping[str, Sequence[Cell]], totals: Sequence[int]
) -> Reliability | Unreliable:
    """Of the attempts with these totals, whose answers are the cells of each version."""
    # What was left out afterwards is no part of the paper any more.
    cells = {name: them for name, them in cells.items() if any(each.most for each in them)}
    people, questions = len(totals), len(cells)
    asked = {sum(each.times for each in them) for them in cells.values()}
    if people < LEAST:
        return Unreliable.FEW
    if asked != {people}:
        return Unreliable.DRAWN
    if questions < 2:
        return Unreliable.ONE
    whole = moments.variance([Counted(t, n) for t, n in Counter(totals).items()])
    if not whole:
        return Unreliable.FLAT
    return _reliability(cells, whole, people)


def _reliability(cells: Mapping[str, Sequence[Cell]], whole: float, people: int) -> Reliability:
    questions = len(cells)
    parts = fsum(_variance(each) for each in cells.values())
    value = questions / (questions - 1) * (1 - parts / whole)
    most = next(iter(cells.values()))[0].total_most
    error = sqrt(whole * (1 - value))
    return Reliability(
        formula=Formula.KR20 if _is_dichotomous(cells) else Formula.ALPHA,
        value=value,
        interval=_feldt(value, people, questions),
        error=error / 10_000,
        error_percent=100 * error / most,
        attempts=people,
        questions=questions,
    )


def _variance(cells: Sequence[Cell]) -> float:
    points: dict[int, int] = defaultdict(int)
    for each in cells:
        points[each.points] += each.times
    return moments.variance([Counted(*each) for each in points.items()]) or 0.0


def _is_dichotomous(cells: Mapping[str, Sequence[Cell]]) -> bool:
    """Whether every question gives everything or nothing, and all of them the same."""
    worth = {each.most for them in cells.values() for each in them}
    got = {each.points for them in cells.values() for each in them}
    return len(worth) == 1 and got <= worth | {0}


def _feldt(value: float, people: int, questions: int) -> Interval:
    above, below = people - 1, (people - 1) * (questions - 1)
    low, high = (1 - (1 - value) * f_quantile(p, above, below) for p in (0.975, 0.025))
    return Interval(low, high)
