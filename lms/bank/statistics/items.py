"""What the answers to one version of a question tell about it.

An answer comes as a Cell: how many answers were alike in what was given, in the points that they
got and in the points of the whole paper. Points are whole ten-thousandths, so nothing is rounded
before the figures themselves are worked out.

- facility: the mean share of the question's points (Crocker and Algina 1986, chapter 14)
- discrimination: the mean share in the upper 27 % less that in the lower 27 % of those who were
  asked it, by the share of the paper's points that they got (Kelley 1939). A group is 27 % of the
  people rounded to whole ones, halves up. Where people at its edge have the same share of points,
  each of them belongs to it in the same part, so that its size is kept and nobody is preferred.
- rest: the correlation of the question's share with that of the rest of the paper, without the
  question itself (Henrysson 1963); Moodle calls it the discrimination index
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from lms.bank.statistics import moments
from lms.bank.statistics.moments import Counted, Interval, Pair

PART = 27  # percent of the people in each outer group
LEAST, SAFE = 10, 30  # fewer answers than these tell nothing, or only something


class Cell(NamedTuple):
    """`times` answers to one version that are alike; points in ten-thousandths."""

    given: str | None  # as kept: text, or JSON of a list
    points: int
    most: int
    total: int  # of the whole paper
    total_most: int
    times: int

    @property
    def standing(self) -> float:
        return self.total / self.total_most if self.total_most else 0.0

    @property
    def empty(self) -> bool:
        return is_empty(self.given)


@lru_cache(maxsize=1024)
def is_empty(given: str | None) -> bool:
    return given is None or not given.strip(' []",')


class Point(NamedTuple):
    """`times` people who got the same share of the question and of the paper."""

    share: float
    rest: float | None  # of the paper without the question
    standing: float  # of the paper with it
    times: int


def points(cells: Iterable[Cell]) -> list[Point]:
    """What was given set aside: there are far fewer of these, and all figures but one need them."""
    alike: dict[tuple[int, int, int, int], int] = defaultdict(int)
    for _, got, most, total, total_most, count in cells:
        alike[got, most, total, total_most] += count
    return [_point(*each, count) for each, count in sorted(alike.items())]


def _point(got: int, most: int, total: int, total_most: int, count: int) -> Point:
    left = total_most - most
    return Point(
        share=got / most if most else 0.0,
        rest=(total - got) / left if left > 0 else None,
        standing=total / total_most if total_most else 0.0,
        times=count,
    )


@dataclass(frozen=True)
class Figures:
    """What is None has no meaning, or stands on too few answers."""

    asked: int
    unanswered: int
    facility: float | None
    facility_interval: Interval | None
    deviation: float | None
    discrimination: float | None
    rest: float | None
    rest_interval: Interval | None

    @property
    def answered(self) -> int:
        return self.asked - self.unanswered

    @property
    def counts_alone(self) -> "Figures":
        """How many were asked, and nothing of what they got."""
        return Figures(self.asked, self.unanswered, None, None, None, None, None, None)


def figures(cells: Sequence[Cell]) -> Figures:
    found = points(cells)
    asked = sum(each.times for each in found)
    shares = moments.together((each.share, each.times) for each in found)
    facility = moments.mean(shares)
    enough = asked >= LEAST
    rest = _rest(found) if enough else None
    return Figures(
        asked=asked,
        unanswered=sum(each.times for each in cells if each.empty),
        facility=facility,
        facility_interval=None if facility is None else _around(facility, shares),
        deviation=moments.deviation(shares),
        discrimination=_discrimination(found) if enough else None,
        rest=rest,
        rest_interval=None if rest is None else moments.around_correlation(rest, asked),
    )


def _around(facility: float, shares: Sequence[Counted]) -> Interval | None:
    """Wilson's where all got everything or nothing, else Student's within what there can be."""
    if all(each.value in {0, 1} for each in shares):
        return moments.around_share(facility, moments.size(shares))
    found = moments.around_mean(shares)
    return found and Interval(max(0.0, found.low), min(1.0, found.high))


def _rest(found: Sequence[Point]) -> float | None:
    pairs = [Pair(e.share, e.rest, e.times) for e in found if e.rest is not None]
    return moments.correlation(pairs) if len(pairs) == len(found) else None


def _discrimination(found: Sequence[Point]) -> float | None:
    upper, lower = outer_groups((each.standing, each.times) for each in found)
    high, low = _mean_in(found, upper), _mean_in(found, lower)
    return None if high is None or low is None else high - low


def _mean_in(found: Sequence[Point], group: dict[float, float]) -> float | None:
    weights = [(each.share, group[each.standing] * each.times)
               for each in found if each.standing in group]  # fmt: skip
    whole = fsum(weight for _, weight in weights)
    return fsum(share * weight for share, weight in weights) / whole if whole else None


def outer_groups(
    standings: Iterable[tuple[float, int]],
) -> tuple[dict[float, float], dict[float, float]]:
    """The upper and the lower group: of each standing in it, the part of its people."""
    people: dict[float, int] = defaultdict(int)
    for standing, count in standings:
        people[standing] += count
    wanted = (PART * sum(people.values()) + 50) // 100
    upwards = sorted(people)
    return _filled(people, upwards[::-1], wanted), _filled(people, upwards, wanted)


def _filled(people: dict[float, int], order: Sequence[float], wanted: int) -> dict[float, float]:
    group: dict[float, float] = {}
    for standing in order:
        taken = min(people[standing], wanted)
        if not taken:
            break
        group[standing], wanted = taken / people[standing], wanted - taken
    return group
