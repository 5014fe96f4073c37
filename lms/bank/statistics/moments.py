"""Means, spreads and correlations of values that were counted: (value, how often).

Each is taken in two passes and summed exactly (`fsum`), so the order of people changes no digit
and a small spread around a large mean stays what it is. Where a figure has no meaning (nobody,
one person, no spread) it is None and never a NaN.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atanh, fsum, sqrt, tanh
from typing import NamedTuple

from lms.bank.statistics.quantiles import Z, t_quantile

FLAT = 1e-24  # a spread that only rounding made, of values around 1


class Counted(NamedTuple):
    value: float
    times: int


class Pair(NamedTuple):
    x: float
    y: float
    times: int


@dataclass(frozen=True)
class Interval:
    """Where the figure lies with a confidence of 95 %."""

    low: float
    high: float


def together(values: Iterable[tuple[float, int]]) -> list[Counted]:
    """Equal ones counted as one."""
    found: dict[float, int] = {}
    for value, count in values:
        found[value] = found.get(value, 0) + count
    return [Counted(*each) for each in found.items()]


def size(values: Iterable[Counted]) -> int:
    return sum(each.times for each in values)


def mean(values: Sequence[Counted]) -> float | None:
    n = size(values)
    return fsum(each.value * each.times for each in values) / n if n else None


def variance(values: Sequence[Counted]) -> float | None:
    """The sample's, by n - 1."""
    n, middle = size(values), mean(values)
    if n < 2 or middle is None:
        return None
    found = fsum(each.times * (each.value - middle) ** 2 for each in values) / (n - 1)
    return found if found > FLAT * max(1.0, middle * middle) else 0.0


def deviation(values: Sequence[Counted]) -> float | None:
    found = variance(values)
    return None if found is None else sqrt(found)


def median(values: Iterable[Counted]) -> float | None:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    n = size(ordered)
    return (_at(ordered, (n - 1) // 2) + _at(ordered, n // 2)) / 2 if n else None


def _at(ordered: Sequence[Counted], place: int) -> float:
    for each in ordered:
        place -= each.times
        if place < 0:
            return each.value
    raise IndexError


def skewness(values: Sequence[Counted]) -> float | None:
    """G1 of Joanes and Gill (1998), adjusted for the size of the sample."""
    n, middle, spread = size(values), mean(values), variance(values)
    if n < 3 or middle is None or not spread:
        return None
    cubes = fsum(each.times * (each.value - middle) ** 3 for each in values) / n
    plain: float = cubes / (spread * (n - 1) / n) ** 1.5
    return plain * sqrt(n * (n - 1)) / (n - 2)


def correlation(pairs: Sequence[Pair]) -> float | None:
    """Pearson's."""
    xs = together((each.x, each.times) for each in pairs)
    ys = together((each.y, each.times) for each in pairs)
    across, along, n = variance(xs), variance(ys), size(xs)
    x, y = mean(xs), mean(ys)
    if not across or not along or x is None or y is None:
        return None
    shared = fsum(count * (one - x) * (other - y) for one, other, count in pairs) / (n - 1)
    found: float = shared / sqrt(across * along)
    return max(-1.0, min(1.0, found))


def around_correlation(r: float, n: int) -> Interval | None:
    """After Fisher's z (1921)."""
    if n <= 3 or abs(r) >= 1:
        return None
    z, reach = atanh(r), Z / sqrt(n - 3)
    return Interval(tanh(z - reach), tanh(z + reach))


def around_share(share: float, n: int) -> Interval:
    """Of a share of people, after Wilson (1927)."""
    below = 1 + Z**2 / n
    middle = (share + Z**2 / (2 * n)) / below
    reach = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / below
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def around_mean(values: Sequence[Counted]) -> Interval | None:
    """After Student's t."""
    n, middle, spread = size(values), mean(values), deviation(values)
    if spread is None or middle is None:
        return None
    reach = t_quantile(0.975, n - 1) * spread / sqrt(n)
    return Interval(middle - reach, middle + reach)
