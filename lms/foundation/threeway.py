"""Two texts that grew from one, brought together stretch by stretch; nothing of either is lost."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lms.foundation.differences import matcher

Lines = tuple[str, ...]


class Who(StrEnum):
    """Whose the words of a stretch are."""

    NOBODY = "nobody"  # as they were
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"  # the same was done twice
    CLASH = "clash"  # each did something else


@dataclass(frozen=True)
class Stretch:
    base: Lines
    mine: Lines
    theirs: Lines

    @property
    def who(self) -> Who:
        if self.mine == self.theirs:
            return Who.NOBODY if self.mine == self.base else Who.BOTH
        if self.base in {self.mine, self.theirs}:
            return Who.THEIRS if self.mine == self.base else Who.MINE
        return Who.CLASH

    @property
    def lines(self) -> Lines:
        """As it comes out; of a clash as they have it."""
        return self.mine if self.who == Who.MINE else self.theirs


def stretches(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """In their order; put together, each of the three texts can be read out of them.

    Changes that meet without a line between them are one stretch, since nobody can say in which
    order they belong.
    """
    one, other = _Side(base, mine), _Side(base, theirs)
    found, at = list[Stretch](), (0, 0, 0)
    for start, end in _together([*one.edits, *other.edits]):
        here = (start, one.place(start - 1) + 1, other.place(start - 1) + 1)
        there = (end, one.place(end), other.place(end))
        found.append(_cut((base, mine, theirs), at, here))
        found.append(_cut((base, mine, theirs), here, there))
        at = there
    found.append(_cut((base, mine, theirs), at, (len(base), len(mine), len(theirs))))
    return [each for each in found if each != Stretch((), (), ())]


class _Side:
    """What one side changed, by the places of the base."""

    def __init__(self, base: Sequence[str], side: Sequence[str]) -> None:
        codes = matcher(base, side).get_opcodes()
        changed = [code for code in codes if code[0] != "equal"]
        self.edits = [(i, j) for _, i, j, _, _ in changed]
        self.ends = [j for _, _, j, _, _ in changed]
        self.grown = [0, *(m - j for _, _, j, _, m in changed)]

    def place(self, at: int) -> int:
        """Where that line of the base stands here, the changes that end there behind it."""
        return at + self.grown[bisect_right(self.ends, at)]


def _together(edits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places of the base that anybody changed; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(edits):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _cut(
    texts: tuple[Sequence[str], ...], here: tuple[int, int, int], there: tuple[int, int, int]
) -> Stretch:
    return Stretch(*(tuple(it[a:b]) for it, a, b in zip(texts, here, there, strict=True)))
