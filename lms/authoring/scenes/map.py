"""The map of a scenario: scenes in rows by how many choices away they are, and the ways between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lms.authoring.scenes.wording import Scene

WIDE, TALL = 96, 76  # of a place in a row, in units of the drawing
HALF_WIDE, HALF_TALL = 40, 17  # of a box
BESIDE = 20  # how far a way back swings out


@dataclass(frozen=True)
class Box:
    number: int
    end: str
    x: int  # its middle
    y: int

    @property
    def left(self) -> int:
        return self.x - HALF_WIDE

    @property
    def top(self) -> int:
        return self.y - HALF_TALL


@dataclass(frozen=True)
class Drawn:
    width: int
    height: int
    boxes: list[Box]
    ways: list[str]  # as paths
    backs: list[str]  # those that lead to where one may have been


def depths(scenes: Sequence[Scene]) -> dict[str, int]:
    """How many choices away from the first each scene is; what nothing leads to comes last."""
    known = {each.identifier: each for each in scenes}
    found = {scenes[0].identifier: 0} if scenes else {}
    waiting = [each.identifier for each in scenes[:1]]
    for name in waiting:
        for choice in known[name].choices:
            if choice.to in known and choice.to not in found:
                found[choice.to] = found[name] + 1
                waiting.append(choice.to)
    last = max(found.values(), default=0) + 1
    return {name: found.get(name, last) for name in known}


def drawn(scenes: Sequence[Scene]) -> Drawn:
    placed = depths(scenes)
    numbered = sorted(enumerate(scenes, 1), key=lambda it: (placed[it[1].identifier], it[0]))
    rows = [list(row) for _, row in groupby(numbered, lambda it: placed[it[1].identifier])]
    width = max((len(row) for row in rows), default=0) * WIDE + 2 * BESIDE
    boxes: dict[str, Box] = {}
    for depth, row in enumerate(rows):
        start = (width - len(row) * WIDE) // 2 + WIDE // 2
        for place, (number, scene) in enumerate(row):
            x, y = start + place * WIDE, depth * TALL + HALF_TALL + 4
            boxes.setdefault(scene.identifier, Box(number, scene.end, x, y))
    ahead, back = _ways(scenes, boxes)
    found = sorted(boxes.values(), key=lambda it: it.number)
    return Drawn(width, len(rows) * TALL - TALL + 2 * HALF_TALL + 12, found, ahead, back)


def _ways(scenes: Sequence[Scene], boxes: Mapping[str, Box]) -> tuple[list[str], list[str]]:
    pairs = {
        (one.identifier, choice.to): None
        for one in scenes
        for choice in one.choices
        if choice.to in boxes
    }
    found = [(boxes[one], boxes[other]) for one, other in pairs]
    ahead = [_down(one, other) for one, other in found if other.y > one.y]
    return ahead, [_up(one, other) for one, other in found if other.y <= one.y]


def _down(one: Box, other: Box) -> str:
    start, end = one.y + HALF_TALL, other.y - HALF_TALL - 3
    bend = (end - start) // 2
    return f"M{one.x} {start}C{one.x} {start + bend} {other.x} {end - bend} {other.x} {end}"


def _up(one: Box, other: Box) -> str:
    """Around the right side, so that it does not run through the boxes between."""
    start, end = one.x + HALF_WIDE, other.x + HALF_WIDE + 3
    out = max(start, end) + BESIDE
    return f"M{start} {one.y}C{out} {one.y} {out} {other.y + 6} {end} {other.y + 6}"
