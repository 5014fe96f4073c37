"""Two texts side by side, block by block: what moved, and which words changed inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from lms.authoring.blocks import blocks, is_code, key_of
from lms.authoring.pairing import Pairs, paired
from lms.foundation.differences import Change, Piece, beside

AROUND = 3  # lines of the same text that stay beside each change
PASSED = "\n⋯\n"


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    AWAY = "away"  # where it stood before it moved
    HERE = "here"  # where it stands since
    PASSED = "passed"  # the same, and not near any change


@dataclass(frozen=True)
class Row:
    kind: Kind
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    move: int = 0  # its number; the two rows of one move bear the same
    down: bool = False
    count: int = 0  # of blocks passed over


Place = tuple[int | None, int | None]


def rows(old: str, new: str) -> list[Row]:
    """All of both texts, in the order of their blocks."""
    before, after = blocks(old), blocks(new)
    pairs = paired(before, after)
    order = list(_order(len(before), len(after), pairs))
    at = {place: number for number, place in enumerate(order)}
    moves = {was: number for number, was in enumerate(sorted(pairs.moved), 1)}
    found = []
    for place in order:
        was, now = place
        was = pairs.of_new.get(now) if was is None and now is not None else was
        now = pairs.of_old.get(was) if now is None and was is not None else now
        row = _row("" if was is None else before[was], "" if now is None else after[now])
        if was is not None and was in moves:
            down = at[was, None] < at[None, now]
            row = _half(row, is_old=place[1] is None, move=moves[was], down=down)
        found.append(row)
    return found


def _order(olds: int, news: int, pairs: Pairs) -> Iterator[Place]:
    """Both in their own order; what is paired and did not move is at one place."""
    i = k = 0
    while i < olds or k < news:
        if i < olds and (i in pairs.moved or i not in pairs.of_old):
            yield i, None
            i += 1
        elif k < news and (k not in pairs.of_new or pairs.of_new[k] in pairs.moved):
            yield None, k
            k += 1
        else:
            yield i, k
            i, k = i + 1, k + 1


def _row(old: str, new: str) -> Row:
    if key_of(old) == key_of(new):
        return Row(Kind.SAME, _whole(Change.SAME, old), _whole(Change.SAME, new))
    if not old or not new:
        kind = Kind.REMOVED if old else Kind.ADDED
        return Row(kind, _whole(Change.REMOVED, old), _whole(Change.ADDED, new))
    left, right = beside(old, new, exact=is_code(old) and is_code(new))
    return Row(Kind.CHANGED, tuple(left), tuple(right))


def _whole(change: Change, text: str) -> tuple[Piece, ...]:
    return (Piece(change, text),) if text else ()


def _half(row: Row, *, is_old: bool, move: int, down: bool) -> Row:
    if is_old:
        return Row(Kind.AWAY, row.old, (), move, down)
    return Row(Kind.HERE, (), row.new, move, down)


def side_by_side(old: str, new: str) -> list[Row]:
    """What is long and the same is passed over, but for what stands beside a change."""
    found = list[Row]()
    runs = [list(run) for _, run in groupby(rows(old, new), key=lambda it: it.kind == Kind.SAME)]
    for at, run in enumerate(runs):
        if run[0].kind != Kind.SAME:
            found += map(_brief, run)
            continue
        head, tail = int(at > 0), int(at < len(runs) - 1)
        if len(run) <= head + tail + 1:
            found += map(_brief, run)
            continue
        passed = Row(Kind.PASSED, count=len(run) - head - tail)
        found += [*map(_brief, run[:head]), passed, *map(_brief, run[len(run) - tail :])]
    return [row for row in found if row.count or any(it.text.strip() for it in row.old + row.new)]


def _brief(row: Row) -> Row:
    last = (len(row.old) - 1, len(row.new) - 1)
    old = tuple(shortened(it, at == 0, at == last[0]) for at, it in enumerate(row.old))
    new = tuple(shortened(it, at == 0, at == last[1]) for at, it in enumerate(row.new))
    return replace(row, old=trimmed(old), new=trimmed(new))


def trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Without the blank lines around, which a page has no use for."""
    kept = [it for it in pieces if it.text.strip() or it is not pieces[-1]]
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip("\n"))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def shortened(piece: Piece, is_first: bool, is_last: bool) -> Piece:
    """A long piece that is the same on both sides, only near the changes around it."""
    lines = piece.text.split("\n")
    if piece.change != Change.SAME or len(lines) <= 2 * AROUND + 1 or (is_first and is_last):
        return piece
    head = PASSED.lstrip() if is_first else "\n".join(lines[:AROUND]) + PASSED
    tail = "" if is_last else "\n".join(lines[-AROUND:])
    return Piece(Change.SAME, head + tail)
