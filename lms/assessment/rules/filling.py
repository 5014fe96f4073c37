"""Whether what a quiz may draw fills its blueprint, once and for a second paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lms.assessment.rules.quiz import Line
from lms.catalog.library import Question


@dataclass(frozen=True)
class Filled:
    """A line of a blueprint with what there is for it."""

    line: Line
    available: int  # what suits it
    left: int  # of those, what is not stopped
    short: int  # how many it may miss
    short_twice: int  # how many a second paper may miss that shares nothing with the first


def fill(
    pool: Sequence[Question], blueprint: Sequence[Line], stopped: Collection[str]
) -> list[Filled]:
    """Each line, counted as if those before it took all that they can of what suits it.

    That is the rule by which `content check` refuses a blueprint, so a line that chance would fill
    may be told as short, and none that chance could leave short is told as full.
    """
    suits = [{each.digest for each in pool if line.suits(each)} for line in blueprint]
    left = [each - set(stopped) for each in suits]
    once, twice = _short(blueprint, left, 1), _short(blueprint, left, 2)
    return [
        Filled(line, len(suits[place]), len(left[place]), once[place], twice[place])
        for place, line in enumerate(blueprint)
    ]


def _short(blueprint: Sequence[Line], left: Sequence[set[str]], papers: int) -> list[int]:
    found: list[int] = []
    for place, line in enumerate(blueprint):
        before = zip(blueprint[:place], left, strict=False)
        gone = sum(min(papers * other.count, len(held & left[place])) for other, held in before)
        found.append(max(0, papers * line.count - (len(left[place]) - gone)))
    return found
