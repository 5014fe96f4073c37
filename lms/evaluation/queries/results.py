"""What the replies to a survey say together; no person is asked for, and no small group is told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from hashlib import sha256
from itertools import chain
from json import dumps
from typing import Any

from sqlalchemy import func, select

from lms.catalog.library import page
from lms.catalog.models import Revision
from lms.evaluation.groups import LEAST, Cell, is_shown
from lms.evaluation.models import Reply, ReplyAnswer
from lms.evaluation.queries.surveys import Survey
from lms.foundation.database import AnyRow, rows
from lms.learning.models import Run

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Wish:
    """Which of the answers to look at; none: all of them."""

    run: int | None = None
    revision: int | None = None

    def holds(self, cell: Cell) -> bool:
        return self.run in {None, cell[0]} and self.revision in {None, cell[1]}


@dataclass
class Outcome:
    """One wording of a question, and the answers to it that the wish holds.

    Nothing that it tells may be read where `shown` is false.
    """

    facts: Mapping[str, Any]
    wish: Wish
    current: bool  # whether the survey asks it in these words today
    given: list[AnyRow] = field(default_factory=list)

    @cached_property
    def _counts(self) -> Counter[Cell]:
        return Counter(_cell(row) for row in self.given)

    @cached_property
    def shown(self) -> bool:
        return is_shown([cell for cell in self._counts if self.wish.holds(cell)], self._counts)

    @cached_property
    def _wanted(self) -> list[AnyRow]:
        return [row for row in self.given if self.wish.holds(_cell(row))] if self.shown else []

    @property
    def too_few(self) -> bool:
        """Whether the wish holds fewer answers than may be told of at all."""
        return sum(it for cell, it in self._counts.items() if self.wish.holds(cell)) < LEAST

    @property
    def count(self) -> int:
        return len(self._wanted)

    @property
    def mean(self) -> Decimal | None:
        """Of a scale, to two decimals."""
        if self.facts["type"] != "scale" or not self._wanted:
            return None
        total = Decimal(sum(row.number for row in self._wanted))
        return (total / self.count).quantize(CENT, ROUND_HALF_UP)

    @property
    def shares(self) -> list[tuple[int, str, int]]:
        """Every point or option: its number, its words, how many chose it."""
        chosen = Counter(row.number for row in self._wanted)
        points = [(it["value"], it["label"]) for it in self.facts["points"]]
        listed = points or list(enumerate(self.facts["options"], 1))
        return [(value, label, chosen[value]) for value, label in listed]

    @property
    def comments(self) -> list[str]:
        """In an order that is the same at every look and tells nothing of who came when."""
        texts = [row for row in self._wanted if row.text]
        return [row.text for row in sorted(texts, key=_shuffled)]


@dataclass(frozen=True)
class Results:
    people: int  # who replied, under no filter
    runs: dict[int, str]
    revisions: list[int]
    outcomes: list[Outcome]


def _cell(row: AnyRow) -> Cell:
    return row.run_id, row.revision


def _shuffled(row: AnyRow) -> str:
    # with the question, so that the texts of one person do not stand at the same place twice
    return sha256(f"{row.question} {row.reply_id}".encode()).hexdigest()


def results(survey: Survey, wish: Wish) -> Results:
    found = _given(survey)
    outcomes = _outcomes(survey, wish, found)
    for row in found:
        facts = next((it for it in _questions(row.digest) if it["id"] == row.question), None)
        if facts is not None:
            outcomes[_wording(facts)].given.append(row)
    return Results(
        people=len({row.reply_id for row in found}),
        runs={row.run_id: row.run for row in sorted(found, key=lambda it: it.run_number)},
        revisions=sorted({row.revision for row in found}, reverse=True),
        outcomes=list(outcomes.values()),
    )


def _outcomes(survey: Survey, wish: Wish, found: Sequence[AnyRow]) -> dict[str, Outcome]:
    """Each wording once: those of today in their order, then those that were asked before."""
    today = {_wording(facts): facts for facts in _questions(survey.digest)}
    latest_first = sorted({(row.revision, row.digest) for row in found}, reverse=True)
    before = chain.from_iterable(_questions(digest) for _, digest in latest_first)
    every = today | {_wording(facts): facts for facts in before if _wording(facts) not in today}
    return {wording: Outcome(facts, wish, wording in today) for wording, facts in every.items()}


def _questions(digest: str) -> list[dict[str, Any]]:
    return list(page(digest).facts["questions"])


def _wording(facts: Mapping[str, Any]) -> str:
    """What must be the same for two answers to be added up."""
    names = ("id", "type", "text", "points", "options")
    return dumps([facts[name] for name in names], sort_keys=True)


def _given(survey: Survey) -> Sequence[AnyRow]:
    """Every answer of each person's latest reply: who took the course twice counts once."""
    latest = (
        select(func.max(Reply.id))
        .where(Reply.course_id == survey.course_id, Reply.module_slug == survey.slug)
        .group_by(Reply.person_id)
    )
    return rows(
        select(
            ReplyAnswer.reply_id,
            ReplyAnswer.question,
            ReplyAnswer.number,
            ReplyAnswer.text,
            Reply.run_id,
            Run.name.label("run"),
            Run.number.label("run_number"),
            Revision.number.label("revision"),
            Reply.document_digest.label("digest"),
        )
        .join(Reply, Reply.id == ReplyAnswer.reply_id)
        .join(Run, Run.id == Reply.run_id)
        .join(Revision, Revision.id == Reply.revision_id)
        .where(Reply.id.in_(latest))
        .order_by(ReplyAnswer.reply_id, ReplyAnswer.question)
    )
