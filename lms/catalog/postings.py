"""Where a course has a term, packed: for each place its number, weight and first position.

Place 0 is course.md, from 1 the modules. A position is a letter of the text that is kept for
showing, or none where the term stands in a title, a goal or the like alone.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_ONE = struct.Struct("<HHi")
_MOST = 65_535
_NOWHERE = -1


class Spot(NamedTuple):
    place: int
    weight: int
    at: int | None


def pack(spots: Iterable[Spot]) -> bytes:
    return b"".join(
        _ONE.pack(place, min(weight, _MOST), _NOWHERE if at is None else at)
        for place, weight, at in spots
    )


def unpack(packed: bytes) -> Iterator[Spot]:
    for place, weight, at in _ONE.iter_unpack(packed):
        yield Spot(place, weight, None if at == _NOWHERE else at)
