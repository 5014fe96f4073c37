"""A file that two people wrote at once, as one text, where what they did lies apart.

Lines are compared, so two changes of one paragraph are left to people. The keys of a front matter
stand by themselves, whatever their order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lms.authoring import front
from lms.authoring.sides import shortened, trimmed
from lms.foundation.differences import Piece, flowing
from lms.foundation.threeway import Lines, Stretch, Who, stretches

KEY = re.compile(r"([\w-]+)\s*:")


@dataclass(frozen=True)
class Told:
    """A stretch as it is shown: whose it is, and what it was."""

    who: Who
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Joined:
    stretches: tuple[Stretch, ...]

    @property
    def told(self) -> list[Told]:
        """What is long and the same is passed over."""
        last = len(self.stretches) - 1
        found = (_told(it, at == 0, at == last) for at, it in enumerate(self.stretches))
        return [each for each in found if any(piece.text.strip() for piece in each.pieces)]

    @cached_property
    def text(self) -> str | None:
        """None where both changed one place, each in their own way."""
        if any(each.who == Who.CLASH for each in self.stretches):
            return None
        return "\n".join(line for each in self.stretches for line in each.lines)


def _told(it: Stretch, is_first: bool, is_last: bool) -> Told:
    pieces = flowing("\n".join(it.base), "\n".join(it.lines))
    if it.who == Who.NOBODY:
        pieces = [shortened(each, is_first, is_last) for each in pieces]
    return Told(it.who, trimmed(pieces))


def join(base: bytes, mine: bytes, theirs: bytes) -> Joined:
    texts = (front.text_of(base), front.text_of(mine), front.text_of(theirs))
    found = stretches(*(text.split("\n") for text in texts))
    ends = len(front.parts(base).front)
    return Joined(tuple(_by_keys(found, ends)))


def _by_keys(found: list[Stretch], ends: int) -> Iterator[Stretch]:
    """A clash within the front matter, which has so many lines in the base, key by key."""
    at = 0
    for each in found:
        at += len(each.base)
        within = each.who == Who.CLASH and at < ends
        yield from (within and _keys_apart(each)) or [each]


def _keys_apart(it: Stretch) -> list[Stretch]:
    """Empty where a line belongs to no key, or a key stands there twice."""
    sides = [_keys(lines) for lines in (it.base, it.mine, it.theirs)]
    if any(side is None for side in sides):
        return []
    base, mine, theirs = (side or {} for side in sides)
    return [
        Stretch(base.get(key, ()), mine.get(key, ()), theirs.get(key, ()))
        for key in {**theirs, **base, **mine}
    ]


def _keys(lines: Lines) -> dict[str, Lines] | None:
    found: dict[str, Lines] = {}
    name = ""
    for line in lines:
        begins = KEY.match(line)
        if begins and begins[1] in found:
            return None
        name = begins[1] if begins else name
        if not name:
            return None
        found[name] = (*found.get(name, ()), line)
    return found
