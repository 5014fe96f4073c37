"""How a paper, its map and its review are laid out for the templates."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from flask import url_for
from markupsafe import Markup

from lms.assessment.marking.by_type import is_empty, is_part
from lms.assessment.marking.essays import EssayRules
from lms.assessment.marking.worth import ESSAY, worth
from lms.assessment.paper.asked import rows_of_steps
from lms.assessment.paper.drawing import as_written
from lms.assessment.paper.looks import LOOKS, Look
from lms.assessment.paper.reviewing import Row
from lms.assessment.queries import Given, Kept, Marked, Sitting, as_corrected, changes
from lms.catalog.library import Question, question
from lms.web.shown import stored

NO_ANSWER = {"answer": None, "unsure": False}


@dataclass(frozen=True)
class Shown:
    """One question of a paper as its page shows it, with what was answered so far."""

    place: int
    question: Question
    stem: Markup
    look: Look
    controls: Any  # what the look's template fills in
    unsure: bool
    was: str  # what the page began with, so that an untouched page saves nothing
    kept: Kept | None
    refused: str = ""  # why what was typed could not be kept


class Paper(Protocol):
    """What was drawn: a sitting's, or one that nobody sits."""

    @property
    def drawn(self) -> list[dict[str, Any]]: ...


def shown(sitting: Paper, place: int, kept: Kept | None, held: Question | None = None) -> Shown:
    """The question of that place; `held` where the library does not hold it, or not yet."""
    drawn = sitting.drawn[place - 1]
    asked = held or question(drawn["digest"])
    look = LOOKS[asked.type]
    value = kept.value if kept else NO_ANSWER
    return Shown(
        place=place,
        question=asked,
        stem=stored(asked.content["stem"]),
        look=look,
        controls=look.controls(asked, drawn["options"], value.get("answer")),
        unsure=bool(value.get("unsure")),
        was=as_sent(value, look),
        kept=kept,
    )


def misplaced(
    sitting: Sitting, asked: Shown, why: str, positions: list[int | None], *, unsure: bool
) -> Shown:
    """Steps just as they were given positions, though no order follows from these."""
    order = sitting.drawn[asked.place - 1]["options"]
    rows = rows_of_steps(asked.question, order, dict(enumerate(positions, 1)))
    return replace(asked, controls=rows, refused=why, unsure=unsure)


def as_sent(value: Mapping[str, Any], look: Look) -> str:
    """A value in one writing only, so that two can be compared."""
    answer = value.get("answer")
    if isinstance(answer, list) and look.answer == "many":
        answer = sorted(answer)
    same = None if is_empty(answer) else answer
    return json.dumps({"answer": same, "unsure": bool(value.get("unsure"))}, ensure_ascii=False)


def places(sitting: Sitting, kept: Mapping[int, Kept], here: int = 0) -> list[dict[str, Any]]:
    """The map of a paper: what is answered, what is marked as unsure, where one is."""
    first = url_for("assessment.question", attempt_id=sitting.id, place=1)
    paper = first.removesuffix("1")  # building each address anew would cost more than the rest
    return [
        {
            "number": place,
            "url": f"{paper}{place}",
            "done": place in kept and not is_empty(kept[place].value.get("answer")),
            "part": place in kept and is_part(kept[place].value.get("answer")),
            "marked": place in kept and bool(kept[place].value.get("unsure")),
            "current": place == here,
        }
        for place in range(1, sitting.length + 1)
    ]


@dataclass(frozen=True)
class Reviewed:
    """One question of a marked paper; feedback only where it may be seen already."""

    marked: Marked
    stem: Markup
    rows: list[Row]
    rule: str  # of partial marks, "" where there are none
    tally: str  # how it came to this mark
    general: Markup | None
    unanswered: bool  # and no row says so
    essay: EssayRules | None = None
    given: Sequence[Given] = ()  # what counted of an essay's markers
    waits: bool = False


def reviewed(marked: Marked, order: list[Any], *, told: bool) -> Reviewed:
    """With `told`, what was right and why; else only what was answered."""
    asked, answer = as_corrected(marked.question, marked.change), marked.value.get("answer")
    look, general = LOOKS[asked.type], asked.content["general"]
    rows = look.rows(asked, order, answer, told)
    counted = look.tally(asked, answer) if told and look.tally and not is_empty(answer) else ""
    return Reviewed(
        marked=marked,
        stem=numbered_stem(asked),
        rows=rows,
        rule=str(look.rule or "") if told else "",
        tally=str(counted),
        general=stored(general) if told and general else None,
        unanswered=look.template in {"options", "steps"} and not any(e.chosen for e in rows),
        essay=EssayRules.of(asked.content) if asked.type == ESSAY else None,
    )


def numbered_stem(asked: Question) -> Markup:
    """A text's gaps are told by their numbers in the rows below it; its pieces are clean HTML."""
    first, *others = asked.content.get("pieces", [asked.content["stem"]])
    blank = Markup('<span class="gap-number">({})</span>')  # our own words around a number
    # Every piece was cleaned when its revision was made.
    return stored(first) + Markup().join(
        blank.format(number) + stored(piece) for number, piece in enumerate(others, 1)
    )


def checked(sitting: Sitting, asked: Shown) -> Reviewed:
    """The feedback on an answer that the person had checked during the attempt."""
    order = sitting.drawn[asked.place - 1]["options"]
    value = asked.kept.value if asked.kept else NO_ANSWER
    answer = as_written(asked.question.type, order, value.get("answer"))
    digest = asked.question.digest
    change = changes([digest]).get(digest)
    got = worth(asked.question, answer, change)
    marked = Marked(asked.place, asked.question, {"answer": answer}, got.kept, got.most, change)
    return reviewed(marked, order, told=True)
