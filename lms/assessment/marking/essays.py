"""What an essay is marked by, and how the levels that people gave become one share of its points.

Pure and in decimals. The lowest level of a row is worth nothing and the highest everything, so
that writing about something else earns no points; the rows of a rubric weigh the same.

Where two mark, the mean of both counts unless they differ: by more levels in any row, or by more
of the points, than the quiz declares. Then a third, who sees both, decides alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lms.assessment.marking.by_type import POINT
from lms.assessment.models import Stage
from lms.assessment.rules import Marking

Levels = Sequence[int]


@dataclass(frozen=True)
class EssayRules:
    """What is asked of an essay; `levels` head the columns of its rubric, from the lowest."""

    min_words: int
    max_words: int | None
    rubric: tuple[Mapping[str, Any], ...]
    levels: tuple[str, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "EssayRules":
        """From the content of the question."""
        return cls(
            min_words=content["min_words"],
            max_words=content["max_words"],
            rubric=tuple(content["rubric"]),
            levels=tuple(content["rubric_levels"]),
        )


@dataclass(frozen=True)
class Settled:
    """Whose word is awaited, or what it came to; `counts` are the places of what counts."""

    stage: Stage
    share: Decimal | None = None
    counts: tuple[int, ...] = ()


def share(levels: Levels, most: int) -> Decimal:
    """The exact share of the points, 0 to 1, of one level in each row, `most` being the highest."""
    if not levels:
        return Decimal(0)
    return Decimal(sum(levels) - len(levels)) / (len(levels) * (most - 1))


def settle(given: Sequence[Levels], most: int, marking: Marking) -> Settled:
    """From the levels of each marker, in the order in which they first marked."""
    wanted = 2 if marking.second else 1
    if len(given) < wanted:
        return Settled((Stage.FIRST, Stage.SECOND)[len(given)])
    if len(given) > wanted:
        return _complete(given, most, (wanted,))
    if marking.second and differ(given[0], given[1], most, marking):
        return Settled(Stage.THIRD)
    return _complete(given, most, tuple(range(wanted)))


def _complete(given: Sequence[Levels], most: int, counts: tuple[int, ...]) -> Settled:
    mean = sum((share(given[place], most) for place in counts), Decimal(0)) / len(counts)
    return Settled(Stage.COMPLETE, mean.quantize(POINT, ROUND_HALF_UP), counts)


def differ(one: Levels, other: Levels, most: int, marking: Marking) -> bool:
    """Whether two markers are so far apart that a third must decide."""
    apart = max((abs(a - b) for a, b in zip(one, other, strict=True)), default=0)
    percent = 100 * abs(share(one, most) - share(other, most))
    far = marking.differs_percent is not None and percent > marking.differs_percent
    return apart > marking.differs or far
