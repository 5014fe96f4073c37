"""What was chosen at each subquestion: a pair to match, a step to place, a gap to fill.

Each answer is taken apart into Cells that keep the standing of their paper, so the sums that tell
of a whole question tell of its subquestions too.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lms.bank.statistics.choices import Choice, Wrong, choices, commonest
from lms.bank.statistics.items import Cell
from lms.catalog.library import Question
from lms.foundation.markup import plain

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Subquestion:
    """`options` are plain text; `written` is what was typed most often, right or wrong."""

    label: str
    options: tuple[str, ...]
    choices: tuple[Choice, ...]  # of those options
    written: tuple[Wrong, ...] = ()


def subquestions(asked: Question, cells: Sequence[Cell]) -> list[Subquestion]:
    """None where a question is answered as a whole."""
    taken_apart = _BY_TYPE.get(asked.type)
    return taken_apart(asked.content, cells) if taken_apart else []


def _pairs(content: Content, cells: Sequence[Cell]) -> list[Subquestion]:
    rights = [each["text"] for each in content["rights"]]
    return [
        _chosen(plain(pair["html"]), rights, pair["right"], _at(cells, place))
        for place, pair in enumerate(content["pairs"])
    ]


def _steps(content: Content, cells: Sequence[Cell]) -> list[Subquestion]:
    """A step's options are the positions; it was put where its number stands in the answer."""
    written = content["steps"]
    numbers = range(1, len(written) + 1)
    positions = [str(n) for n in numbers]
    return [
        _chosen(plain(written[step - 1]["html"]), positions, place, _where(cells, str(step)))
        for place, step in enumerate(content.get("sequence", numbers), 1)  # as it was corrected
    ]


def _gaps(content: Content, cells: Sequence[Cell]) -> list[Subquestion]:
    return [_gap(place, gap, _at(cells, place)) for place, gap in enumerate(content["gaps"])]


def _gap(place: int, gap: Content, cells: Sequence[Cell]) -> Subquestion:
    label = f"({place + 1})"
    if gap["type"] != "single":
        return Subquestion(label, (), (), tuple(commonest(cells)))
    right = next(n for n, each in enumerate(gap["options"], 1) if each["right"])
    return _chosen(label, [each["text"] for each in gap["options"]], right, cells)


_BY_TYPE: dict[str, Callable[[Content, Sequence[Cell]], list[Subquestion]]] = {
    "match": _pairs,
    "order": _steps,
    "cloze": _gaps,
}


def _chosen(label: str, options: Sequence[str], right: int, cells: Sequence[Cell]) -> Subquestion:
    rights = [number == right for number in range(1, len(options) + 1)]
    return Subquestion(label, tuple(options), tuple(choices(cells, rights)))


def _at(cells: Sequence[Cell], place: int) -> list[Cell]:
    """What was given at one place of each answer."""
    taken = ((cell, _list(cell.given)) for cell in cells)
    return [
        cell._replace(given=given[place] if place < len(given) else None)
        for cell, given in taken
        if given is not None
    ]


def _where(cells: Sequence[Cell], step: str) -> list[Cell]:
    """The position at which each answer has the step; of two the first, as in marking."""
    taken = ((cell, _list(cell.given)) for cell in cells)
    return [
        cell._replace(given=str(given.index(step) + 1) if step in given else None)
        for cell, given in taken
        if given is not None
    ]


@lru_cache(maxsize=1024)
def _list(given: str | None) -> list[str] | None:
    """An answer as a list; none where it was too long to be counted whole."""
    if not (given or "").strip():
        return []
    try:
        read = json.loads(given or "")
    except ValueError:
        return None
    return [str(each).strip() for each in read] if isinstance(read, list) else []
