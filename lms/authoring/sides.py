"""Two texts side by side, word by word; what is long and the same is passed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.foundation.differences import Change, Piece, compare

AROUND = 3  # lines of the same text that stay beside each change
PASSED = "\n⋯\n"


@dataclass(frozen=True)
class Sides:
    """Two texts, each with what the other has not."""

    pieces: Sequence[Piece]

    @property
    def old(self) -> list[Piece]:
        return [each for each in self.pieces if each.change != Change.ADDED]

    @property
    def new(self) -> list[Piece]:
        return [each for each in self.pieces if each.change != Change.REMOVED]


def side_by_side(old: str, new: str) -> Sides:
    pieces = compare(old, new)
    last = len(pieces) - 1
    return Sides([_short(it, at == 0, at == last) for at, it in enumerate(pieces)])


def _short(piece: Piece, is_first: bool, is_last: bool) -> Piece:
    """A long piece that is the same on both sides, only near the changes around it."""
    lines = piece.text.split("\n")
    if piece.change != Change.SAME or len(lines) <= 2 * AROUND + 1 or (is_first and is_last):
        return piece
    head = PASSED.lstrip() if is_first else "\n".join(lines[:AROUND]) + PASSED
    tail = "" if is_last else "\n".join(lines[-AROUND:])
    return Piece(Change.SAME, head + tail)
