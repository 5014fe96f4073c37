"""How a paper, its map and its review are laid out for the templates."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import url_for
from markupsafe import Markup

from lms.assessment.drawing import as_written
from lms.assessment.marking import chosen, is_empty, mark
from lms.assessment.queries import Kept, Marked, Sitting
from lms.catalog.library import Question, question
from lms.web.shown import stored

NO_ANSWER = {"answer": None, "unsure": False}


@dataclass(frozen=True)
class Shown:
    """One question of a paper as its page shows it, with what was answered so far."""

    place: int
    question: Question
    stem: Markup
    kind: str  # one or many, as answer.js knows them
    options: list[tuple[str, Markup, bool]]  # value, text, whether it is chosen
    text: str
    unsure: bool
    was: str  # what the page began with, so that an untouched page saves nothing
    kept: Kept | None


def shown(sitting: Sitting, place: int, kept: Kept | None) -> Shown:
    drawn = sitting.drawn[place - 1]
    asked = question(drawn["digest"])
    value = kept.value if kept else NO_ANSWER
    answer = value.get("answer")
    return Shown(
        place=place,
        question=asked,
        stem=stored(asked.content["stem"]),
        kind="many" if asked.type == "multiple" else "one",
        options=_options(asked, drawn["options"], chosen(answer)),
        text=answer if isinstance(answer, str) else "",
        unsure=bool(value.get("unsure")),
        was=as_sent(value),
        kept=kept,
    )


def _options(
    asked: Question, order: list[int], named: frozenset[int]
) -> list[tuple[str, Markup, bool]]:
    written = asked.content.get("options", [])
    return [
        (str(place), stored(written[number - 1]["html"]), place in named)
        for place, number in enumerate(order, 1)
    ]


def as_sent(value: Mapping[str, Any]) -> str:
    """A value in one writing only, so that two can be compared."""
    answer = value.get("answer")
    same = None if is_empty(answer) else sorted(answer) if isinstance(answer, list) else answer
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
    options: list[dict[str, Any]]
    text: str  # what was typed
    accepted: list[str]
    note: Markup | None  # for the accepted answer that was met
    general: Markup | None
    unit: str


def reviewed(marked: Marked, order: list[int], *, told: bool) -> Reviewed:
    """With `told`, which options were right and why; else only what was answered."""
    asked, answer = marked.question, marked.value.get("answer")
    content = asked.content
    met = mark(asked.type, content, answer).met if told else None
    return Reviewed(
        marked=marked,
        stem=stored(content["stem"]),
        options=[_option(content["options"][n - 1], n in chosen(answer), told) for n in order],
        text=answer if isinstance(answer, str) and not order else "",
        accepted=_accepted(content) if told and not order else [],
        note=stored(content["feedback"][met - 1]) if met and not order else None,
        general=stored(content["general"]) if told and content["general"] else None,
        unit=content.get("unit", ""),
    )


def checked(sitting: Sitting, asked: Shown) -> Reviewed:
    """The feedback on an answer that the person had checked during the attempt."""
    order = sitting.drawn[asked.place - 1]["options"]
    value = asked.kept.value if asked.kept else NO_ANSWER
    answer = as_written(order, value.get("answer"))
    worth = mark(asked.question.type, asked.question.content, answer)
    most = asked.question.points
    marked = Marked(
        asked.place, asked.question, {"answer": answer}, worth.points(most), Decimal(most)
    )
    return reviewed(marked, order, told=True)


def _option(written: Mapping[str, Any], named: bool, told: bool) -> dict[str, Any]:
    return {
        "html": stored(written["html"]),
        "chosen": named,
        "right": written["right"] if told else None,
        "note": stored(written["feedback"]) if told and written["feedback"] else None,
    }


def _accepted(content: Mapping[str, Any]) -> list[str]:
    return [_spoken(each) for each in content["accepted"]]


def _spoken(accepted: str | Mapping[str, float]) -> str:
    if isinstance(accepted, str):
        return accepted
    value, tolerance = _figure(accepted["value"]), _figure(accepted["tolerance"])
    return f"{value} ± {tolerance}" if accepted["tolerance"] else value


def _figure(number: float) -> str:
    """As its author wrote it, with the decimal comma."""
    return f"{Decimal(str(number)):f}".removesuffix(".0").replace(".", ",")
