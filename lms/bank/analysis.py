"""The item analysis of a quiz, and of the versions of one question: figures put together.

What is kept, shown and exported is the same: an Analysis as plain facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from re import sub
from typing import Any

from pydantic import TypeAdapter

from lms.assessment.queries import Alike, Counted, Kind, Paper
from lms.bank.statistics.choices import Choice, Wrong, choices, commonest_wrong
from lms.bank.statistics.flags import Flag, flags
from lms.bank.statistics.items import Cell, Figures, figures
from lms.bank.statistics.scores import Reliability, Scores, Unreliable, reliability, scores
from lms.bank.subquestions import Subquestion, subquestions
from lms.catalog.library import Question, question

LONGEST = 120  # characters of an option in a table


@dataclass(frozen=True)
class Item:
    """One version of a question with its figures."""

    digest: str
    key: str
    heading: str
    type: str
    points: int
    figures: Figures
    options: tuple[str, ...]  # as plain text
    choices: tuple[Choice, ...]  # of those options
    wrong: tuple[Wrong, ...]
    flags: tuple[Flag, ...]
    parts: tuple[Subquestion, ...] = ()  # none in what was kept before they were told


@dataclass(frozen=True)
class Analysis:
    """`reliability` is told for the largest group that had one kind of paper."""

    counted: Counted
    computed_at: datetime
    scores: Scores
    reliability: Reliability | Unreliable
    items: tuple[Item, ...]

    @property
    def flagged(self) -> list[Item]:
        return [each for each in self.items if each.flags and each.flags != (Flag.FEW,)]


_FACTS = TypeAdapter(Analysis)


def facts(found: Analysis) -> dict[str, Any]:
    """As JSON has it."""
    plain: dict[str, Any] = _FACTS.dump_python(found, mode="json")
    return plain


def from_facts(kept: dict[str, Any]) -> Analysis:
    return _FACTS.validate_python(kept)


def analyse(
    counted: Counted,
    marked: Sequence[Paper],
    alike: Iterable[tuple[Kind, Sequence[Any]]],
    moment: datetime,
) -> Analysis:
    """From the papers and from what was answered on them."""
    kinds: dict[Kind, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for kind, found in alike:
        kinds[kind][found[0]].append(Cell._make(found[1:]))
    versions: dict[str, list[Cell]] = defaultdict(list)
    for them in kinds.values():
        for digest, cells in them.items():
            versions[digest] += cells
    return Analysis(
        counted=counted,
        computed_at=moment,
        scores=scores([float(each.score) for each in marked]),
        reliability=_reliability(marked, kinds),
        items=tuple(sorted((item(*each) for each in versions.items()), key=_by_key)),
    )


def _by_key(found: Item) -> tuple[str, str]:
    return found.key, found.digest


def _reliability(
    marked: Sequence[Paper], kinds: dict[Kind, dict[str, list[Cell]]]
) -> Reliability | Unreliable:
    if not marked:
        return Unreliable.FEW
    groups: dict[Kind, list[int]] = defaultdict(list)
    for each in marked:
        groups[each.kind].append(int(each.points * 10_000))
    kind = max(groups, key=lambda it: len(groups[it]))
    return reliability(kinds[kind], groups[kind])


def item(digest: str, cells: Sequence[Cell]) -> Item:
    asked, found = question(digest), figures(cells)
    options = asked.content.get("options", ())
    chosen = choices(cells, [bool(each.get("right")) for each in options]) if options else []
    return Item(
        digest=digest,
        key=asked.key,
        heading=str(asked.content["heading"]),
        type=asked.type,
        points=asked.points,
        figures=found,
        options=tuple(_plain(each.get("html", "")) for each in options),
        choices=tuple(chosen),
        wrong=tuple(_wrong(asked, cells)),
        flags=flags(found, chosen),
        parts=tuple(subquestions(asked, cells)),
    )


def _wrong(asked: Question, cells: Sequence[Cell]) -> list[Wrong]:
    return commonest_wrong(cells) if asked.type in {"short", "numeric"} else []


def _plain(html: str) -> str:
    text = " ".join(unescape(sub(r"<[^>]*>", " ", html)).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def items_of(alike: Iterable[Alike]) -> dict[str, Item]:
    """Of the versions of one question, by digest."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for each in alike:
        cells[each.digest].append(Cell._make(each[1:]))
    return {digest: item(digest, them) for digest, them in cells.items()}
