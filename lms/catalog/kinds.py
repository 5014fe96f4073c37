"""The kinds of module that a course may hold; each room that brings one enters it here.

A kind says how its page is shown, when it is done, and what is still missing, so that the rooms
below it need not know it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from lms.foundation.language import Sentence


@dataclass(frozen=True)
class Standing:
    """One person's progress row in one module."""

    opened_at: datetime
    done_at: datetime | None
    score: Decimal | None
    detail: Mapping[str, Any]


# What completing the module asks, and what has been reached of it so far.
Demand = Callable[[Mapping[str, Any], Standing | None], tuple[Sentence, Sentence | None]]


@dataclass(frozen=True)
class Kind:
    name: str
    label: Sentence  # "Bacaan"
    verb: Sentence  # what the link to it says: "Baca"
    demand: Demand
    show: Callable[..., Any]  # the page: called with the visit
    when: Callable[[Mapping[str, Any]], Sentence] | None = None  # when it is held, of its facts
    counts_score: bool = False  # whether its score is the course's final score


_kinds: dict[str, Kind] = {}


def enter(kind: Kind) -> None:
    """Add a kind to the registry; called once by each room at the start."""
    _kinds[kind.name] = kind


def kind(name: str) -> Kind:
    """Raises KeyError for a kind that no room has entered."""
    return _kinds[name]


def known() -> frozenset[str]:
    return frozenset(_kinds)
