"""What people gained from the test before a course to the test after it.

- gain: the mean of after less before, in percentage points, with Student's interval for pairs
- normalised gain: the part that was gained of what the group could still gain, (mean after - mean
  before) / (100 - mean before) (Hake 1998)
- effect: the mean difference by the deviation of the differences, Cohen's d_z for pairs (Lakens
  2013); its interval is the one for large samples (Hedges and Olkin 1985)
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from lms.bank.statistics import moments
from lms.bank.statistics.items import LEAST
from lms.bank.statistics.moments import Counted, Interval
from lms.bank.statistics.quantiles import Z


@dataclass(frozen=True)
class Gain:
    people: int
    before: float | None
    after: float | None
    gain: float | None
    interval: Interval | None
    normalised: float | None
    effect: float | None
    effect_interval: Interval | None


def gain(pairs: Sequence[tuple[float, float]]) -> Gain:
    """Of (before, after) in percent, one for each person who did both."""
    n = len(pairs)
    if n < LEAST:
        return Gain(n, None, None, None, None, None, None, None)
    before, after = (fsum(column) / n for column in zip(*pairs, strict=True))
    apart = Counter(late - early for early, late in pairs)
    differences = [Counted(value, count) for value, count in apart.items()]
    middle, spread = moments.mean(differences), moments.deviation(differences)
    effect = middle / spread if middle is not None and spread else None
    return Gain(
        people=n,
        before=before,
        after=after,
        gain=middle,
        interval=moments.around_mean(differences),
        normalised=(after - before) / (100 - before) if before < 100 else None,
        effect=effect,
        effect_interval=None if effect is None else _around(effect, n),
    )


def _around(effect: float, n: int) -> Interval:
    reach = Z * sqrt(1 / n + effect**2 / (2 * n))
    return Interval(effect - reach, effect + reach)
