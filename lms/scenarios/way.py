"""Where a walk has led: pure, from the scenes of a scenario and the moves that were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Scene = Mapping[str, Any]


@dataclass(frozen=True)
class Passed:
    """A choice that was made, and whether it was taken back."""

    scene: Scene
    choice: Mapping[str, Any]
    taken_back: bool = False


@dataclass(frozen=True)
class Way:
    """Every choice in the order in which they were made, and the scene that one stands in."""

    scenes: Mapping[str, Scene]  # by their identifiers, the first scene first
    passed: tuple[Passed, ...] = ()

    @property
    def held(self) -> list[Passed]:
        """The choices that still count."""
        return [each for each in self.passed if not each.taken_back]

    @property
    def scene(self) -> Scene:
        held = self.held
        return self.scenes[held[-1].choice["to"]] if held else next(iter(self.scenes.values()))

    @property
    def consequence(self) -> str:
        """What the last choice brought; "" where nothing is told of it."""
        held = self.held
        return str(held[-1].choice["html"]) if held else ""

    @property
    def end(self) -> str:
        return str(self.scene["end"])

    def may(self, choice: int) -> bool:
        return 0 <= choice < len(self.scene["choices"])

    @property
    def may_return(self) -> bool:
        return bool(self.held) and not self.end

    def chosen(self, choice: int) -> "Way":
        passed = Passed(self.scene, self.scene["choices"][choice])
        return replace(self, passed=(*self.passed, passed))

    def returned(self) -> "Way":
        """The last choice that counts is taken back; it stays in the path as such."""
        last = max(n for n, each in enumerate(self.passed) if not each.taken_back)
        back = replace(self.passed[last], taken_back=True)
        return replace(self, passed=(*self.passed[:last], back, *self.passed[last + 1 :]))


def way_of(facts: Mapping[str, Any], moves: Sequence[int | None]) -> Way:
    """What these moves come to; None among them is a step back."""
    way = Way({each["id"]: each for each in facts["scenes"]})
    for choice in moves:
        way = way.returned() if choice is None else way.chosen(choice)
    return way
