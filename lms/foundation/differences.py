"""What changed from one submission to the next, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# The matcher looks at every pair of a word here and the same word there. Beyond this many it leaves
# out the most frequent words, or it would take seconds.
EXACT = 1_000_000


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
    matcher = SequenceMatcher(None, before, after, autojunk=_pairs(before, after) > EXACT)
    pieces: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[i:j])))
        else:
            pieces += _both(before[i:j], after[k:m])
    return pieces


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
