"""The item analysis of a quiz, and of the versions of one question: figures put together.

What is kept, shown and exported is the same: an Analysis as plain facts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from re import sub
from typing import Any

from pydantic import TypeAdapter

from lms.assessment.queries import Alike, Counted, Kind, Paper, as_corrected
from lms.bank.statistics.choices import GIVERS, Choice, Wrong, choices, commonest_wrong
from lms.bank.statistics.flags import Flag, flags
from lms.bank.statistics.items import Cell, Figures, figures
from lms.bank.statistics.scores import Reliability, Scores, Unreliable, reliability, scores
from lms.bank.subquestions import Subquestion, subquestions
from lms.catalog.library import Question, question

Change = Mapping[str, Any]  # as a correction has it
Changes = Mapping[str, Change]  # of the keys of versions, by digest
SETTLED = {"everybody", "nobody"}  # changes after which an answer decides nothing
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

    @property
    def is_flagged(self) -> bool:
        """Whether something wants a look; few answers alone want only patience."""
        return bool(self.flags) and self.flags != (Flag.FEW,)


@dataclass(frozen=True)
class Analysis:
    """`reliability` is told for the largest group that had one kind of paper."""

    counted: Counted
    computed_at: datetime
    scores: Scores
    reliability: Reliability | Unreliable
    items: tuple[Item, ...]
    people: int | None = None  # not counted in what was kept before

    @property
    def tells_of_one(self) -> bool:
        """Whether so few sat the quiz that its figures would tell what somebody got."""
        return (self.scores.attempts if self.people is None else self.people) < GIVERS

    @property
    def flagged(self) -> list[Item]:
        return [each for each in self.items if each.is_flagged]


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
    changes: Callable[[Collection[str]], Changes],
) -> Analysis:
    """From the papers and from what was answered on them; `changes` knows those of keys."""
    kinds: dict[Kind, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for kind, found in alike:
        kinds[kind][found[0]].append(Cell._make(found[1:]))
    versions: dict[str, list[Cell]] = defaultdict(list)
    for them in kinds.values():
        for digest, cells in them.items():
            versions[digest] += cells
    now = changes(versions)
    return Analysis(
        counted=counted,
        computed_at=moment,
        people=len({each.person_id for each in marked}),
        scores=scores([float(each.score) for each in marked]),
        reliability=_reliability(marked, kinds),
        items=tuple(
            sorted((item(*each, now.get(each[0])) for each in versions.items()), key=_by_key)
        ),
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


def item(digest: str, cells: Sequence[Cell], change: Change | None = None) -> Item:
    """By its key as it is now. Where all got the points, or nobody, no figure has a meaning."""
    asked, found = as_corrected(question(digest), change), figures(cells)
    options = asked.content.get("options", ())
    chosen = choices(cells, [bool(it.get("right")) for it in options]) if options else []
    settled = change is not None and change["kind"] in SETTLED
    return Item(
        digest=digest,
        key=asked.key,
        heading=str(asked.content["heading"]),
        type=asked.type,
        points=asked.points,
        figures=found.counts_alone if settled else found,
        options=tuple(_plain(each.get("html", "")) for each in options),
        choices=tuple(chosen),
        wrong=() if settled else tuple(_wrong(asked, cells)),
        flags=() if settled else flags(found, chosen),
        parts=tuple(subquestions(asked, cells)),
    )


def _wrong(asked: Question, cells: Sequence[Cell]) -> list[Wrong]:
    return commonest_wrong(cells) if asked.type in {"short", "numeric"} else []


def _plain(html: str) -> str:
    text = " ".join(unescape(sub(r"<[^>]*>", " ", html)).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def items_of(alike: Iterable[Alike], changes: Changes) -> dict[str, Item]:
    """Of versions of questions, by digest; not where the figures would tell of one person."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    for each in alike:
        cells[each.digest].append(Cell._make(each[1:]))
    return {
        digest: item(digest, them, changes.get(digest))
        for digest, them in cells.items()
        if sum(each.times for each in them) >= GIVERS
    }
