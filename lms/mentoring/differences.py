"""What changed from one submission to the next, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Beyond this many words the matcher leaves out the most frequent ones, or it would take seconds.
EXACT = 12_000


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
    long = len(before) + len(after) > EXACT
    matcher = SequenceMatcher(None, before, after, autojunk=long)
    pieces: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[i:j])))
        else:
            pieces += _both(before[i:j], after[k:m])
    return pieces


def _both(removed: Sequence[str], added: Sequence[str]) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, "".join(removed))
    if added:
        yield Piece(Change.ADDED, "".join(added))


def _words(text: str) -> list[str]:
    """Words, each with the blanks after it, and between them the breaks of lines."""
    return re.findall(r"\S+ *|\s+", text)
