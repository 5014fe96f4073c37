"""What ratings come to, by the modified Angoff method. Pure, in decimals, all in percent.

The cut of one judge is the sum of rating x points over the questions, by the sum of the points; the
panel's is the mean of its judges', which is the same as the sum of the questions' mean ratings x
points by the sum of the points, since every judge who counts has rated every question. The
standard error of the judges' mean is their standard deviation (n - 1) by the root of their number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lms.assessment.models import Rounding

LEAST_JUDGES = 2
MOST_STEPS = 2
Ratings = Mapping[int, Mapping[int, int]]  # of each judge, by place


@dataclass(frozen=True)
class Spread:
    mean: Decimal
    deviation: Decimal | None  # none of one value alone
    least: Decimal
    most: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal | int]) -> "Spread":
        """Of at least one value."""
        numbers = [Decimal(each) for each in values]
        mean = sum(numbers, Decimal(0)) / len(numbers)
        square = sum(((each - mean) ** 2 for each in numbers), Decimal(0))
        deviation = (square / (len(numbers) - 1)).sqrt() if len(numbers) > 1 else None
        return cls(mean, deviation, min(numbers), max(numbers))


@dataclass(frozen=True)
class Outcome:
    items: Mapping[int, Spread]
    judges: Mapping[int, Decimal]  # the cut of each who counts
    leniency: Mapping[int, Decimal]  # each one's plain mean rating
    cut: Decimal
    error: Decimal


def complete(ratings: Ratings, places: int) -> dict[int, Mapping[int, int]]:
    """The judges who rated every question; only they count."""
    return {judge: given for judge, given in ratings.items() if len(given) == places}


def outcome(ratings: Ratings, points: Mapping[int, int]) -> Outcome | None:
    """None while nobody has rated everything."""
    counted = complete(ratings, len(points))
    if not counted or not points:
        return None
    judges = {judge: weighted(given, points) for judge, given in counted.items()}
    spread = Spread.of(list(judges.values()))
    root = Decimal(len(judges)).sqrt()
    return Outcome(
        items={place: Spread.of([it[place] for it in counted.values()]) for place in points},
        judges=judges,
        leniency={judge: Spread.of(list(it.values())).mean for judge, it in counted.items()},
        cut=spread.mean,
        error=(spread.deviation or Decimal(0)) / root,
    )


def weighted(ratings: Mapping[int, int | Decimal], points: Mapping[int, int]) -> Decimal:
    """The sum of rating x points by the sum of the points; these name the same questions."""
    whole = sum(points.values())
    return sum((Decimal(ratings[key]) * points[key] for key in points), Decimal(0)) / whole


def settled(rated: Decimal, error: Decimal, steps: int, rounding: Rounding) -> Decimal:
    """The cut with its adjustment and rounding, kept between 0 and 100."""
    moved = min(max(rated + steps * error, Decimal(0)), Decimal(100))
    unit = Decimal(1) if rounding == Rounding.WHOLE else Decimal("0.01")
    return moved.quantize(unit, ROUND_HALF_UP).quantize(Decimal("0.01"))
