"""What changed from one submission to the next, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import accumulate

# The matcher looks at every pair of a word here and the same word there. Beyond this many it leaves
# out the most frequent words, or it would take seconds.
EXACT = 1_000_000
# It looks anew on both sides of each stretch that it found. Texts that take turns, a word alike and
# one not, would keep it for minutes; beyond so many looks the rest counts as written anew.
MOST_LOOKS = 10_000_000


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """The pieces in reading order; those not removed make `new`, those not added make `old`."""
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    for kind, i, j, k, m in matcher(before, after).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[i:j])))
        else:
            pieces += _both(before[i:j], after[k:m])
    return pieces


def beside(old: str, new: str, *, exact: bool = False) -> tuple[list[Piece], list[Piece]]:
    """Each side as it reads, with what the other has not; blanks count only where `exact`."""
    left, right = list[Piece](), list[Piece]()
    for same, one, other in _stretches(old, new, exact=exact):
        if one:
            left.append(Piece(Change.SAME if same else Change.REMOVED, one))
        if other:
            right.append(Piece(Change.SAME if same else Change.ADDED, other))
    return left, right


def flowing(old: str, new: str) -> list[Piece]:
    """As `compare`, but blanks do not count; what is the same stands as `new` has it."""
    pieces: list[Piece] = []
    for same, one, other in _stretches(old, new, exact=False):
        if same:
            pieces.append(Piece(Change.SAME, other))
        else:
            pieces += _both([one] if one else [], [other] if other else [])
    return pieces


def _stretches(old: str, new: str, *, exact: bool) -> Iterator[tuple[bool, str, str]]:
    before, after = _spaced(old), _spaced(new)
    keys = [each if exact else [word.strip() for word in each] for each in (before, after)]
    for kind, i, j, k, m in matcher(*keys).get_opcodes():
        yield kind == "equal", "".join(before[i:j]), "".join(after[k:m])


def _spaced(text: str) -> list[str]:
    """Words, each with the blanks after it."""
    return re.findall(r"\S+\s*|\s+", text)


def matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    """Of words or of lines, in a time that nobody can draw out."""
    return _Patient(before, after)


class _Patient(SequenceMatcher[str]):
    """Finds nothing alike any more when it has looked often enough."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        pairs, there = _pairs(before, after), Counter(after)
        super().__init__(None, before, after, autojunk=pairs > EXACT)
        self.left = MOST_LOOKS
        self.upto = [0, *accumulate(1 + there[each] for each in before)]

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        self.left -= self.upto[-1 if ahi is None else ahi] - self.upto[alo]
        if self.left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    here, there = Counter(before), Counter(after)
    return sum(count * there[word] for word, count in here.items())


def _both(removed: Sequence[str], added: Sequence[str]) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, "".join(removed))
    if added:
        yield Piece(Change.ADDED, "".join(added))


def _words(text: str) -> list[str]:
    """Words, each with the blanks after it, and between them the breaks of lines."""
    return re.findall(r"\S+ *|\s+", text)
