"""What people chose at a question, and what they wrote instead of the right answer."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from lms.bank.statistics.items import Cell, outer_groups
from lms.foundation.text import folded

GIVERS = 3  # what fewer gave might tell who gave it, or what they got
COMMONEST = 5


@dataclass(frozen=True)
class Choice:
    """How many chose one option; the parts are of all who were asked, and of each outer group."""

    number: int  # of the option as written, from 1; 0: none was chosen
    right: bool
    count: int
    part: float
    upper: float
    lower: float
    # The mean share of the paper's points of those who chose it; none where it might tell whose.
    standing: float | None


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that several gave, in the wording that most of them used."""

    text: str
    count: int


@dataclass
class _Sums:
    """What those who chose one option come to; whole numbers, so nothing is rounded yet."""

    standings: dict[float, int]

    def among(self, group: dict[float, float]) -> float:
        """How many of them belong to a group."""
        return fsum(part * self.standings.get(each, 0) for each, part in group.items())

    def mean(self) -> float | None:
        count = sum(self.standings.values())
        enough = count >= GIVERS
        return fsum(e * n for e, n in self.standings.items()) / count if enough else None


def choices(cells: Sequence[Cell], rights: Sequence[bool]) -> list[Choice]:
    """One for each option, and one for those who chose none."""
    everyone: dict[float, int] = defaultdict(int)
    chosen: dict[int, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        standing, times = cell.standing, cell.times
        everyone[standing] += times
        for number in numbers(cell.given) or (0,):
            chosen[number][standing] += times
    groups = outer_groups(everyone.items())
    sizes = [_Sums(everyone).among(group) or 1 for group in groups]
    asked = sum(everyone.values()) or 1
    found = []
    for number in [*range(1, len(rights) + 1), 0]:
        theirs = _Sums(chosen[number])
        count = sum(theirs.standings.values())
        upper, lower = (theirs.among(g) / n for g, n in zip(groups, sizes, strict=True))
        right = number > 0 and rights[number - 1]
        found.append(Choice(number, right, count, count / asked, upper, lower, theirs.mean()))
    return found


@lru_cache(maxsize=1024)
def numbers(given: str | None) -> frozenset[int]:
    """The options that an answer names, as it was kept."""
    return frozenset(int(each) for each in _names(given) if each.isascii() and each.isdigit())


def _names(given: str | None) -> list[str]:
    if not (given or "").startswith("["):
        return [(given or "").strip()]
    try:
        return [str(each) for each in json.loads(given or "")]
    except (ValueError, TypeError):
        return []


def commonest_wrong(cells: Iterable[Cell]) -> list[Wrong]:
    """Of answers in words or figures."""
    return commonest(each for each in cells if each.points == 0)


def commonest(cells: Iterable[Cell]) -> list[Wrong]:
    """Case, accents and blanks make no other answer."""
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for each in cells:
        if each.given and not each.empty:
            wordings[folded(each.given)][each.given.strip()] += each.times
    found = [Wrong(_most(said), said.total()) for said in wordings.values()]
    told = [each for each in found if each.count >= GIVERS]
    return sorted(told, key=lambda each: (-each.count, each.text))[:COMMONEST]


def _most(said: Counter[str]) -> str:
    return min(said, key=lambda text: (-said[text], text))
