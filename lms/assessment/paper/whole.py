"""A whole paper after it was handed in, question by question.

What a question's review says follows from its version, the order of its options, the answer and
whether feedback may be told, so it is made once for everybody of whom these are the same.
"""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from flask import current_app
from markupsafe import Markup

from lms.assessment import queries
from lms.assessment.marking.essays import EssayRules, settle
from lms.assessment.marking.worth import ESSAY
from lms.assessment.paper.shown import Reviewed, reviewed
from lms.assessment.queries import Given, Marked, Sitting
from lms.assessment.rules import Quiz
from lms.catalog.library import question
from lms.web.language import language

MOST = 4096  # reviews kept by a process; about 8 MB


@dataclass(frozen=True)
class Leaf:
    """One question of the paper; `html` is its review."""

    marked: Marked
    html: Markup
    waits: bool = False


def paper(sitting: Sitting, marks: list[Marked], quiz: Quiz, *, told: bool) -> list[Leaf]:
    """Every question in its place; what people have not marked yet says so."""
    known = {each.place: each for each in marks}
    waits = len(known) < sitting.length
    kept = queries.answers(sitting.id) if waits else {}
    given = _given(sitting, marks)
    shown = []
    for place, drawn in enumerate(sitting.drawn, 1):
        if place in known:
            shown.append(_leaf(known[place], drawn["options"], given.get(place, []), quiz, told))
        else:
            value = kept[place].value if place in kept else {}
            shown.append(_waiting(place, drawn, dict(value)))
    return shown


def _leaf(marked: Marked, order: list[Any], given: list[Given], quiz: Quiz, told: bool) -> Leaf:
    if marked.change or marked.question.type == ESSAY:
        item = reviewed(marked, order, told=told)
        return Leaf(marked, _made(replace(item, given=_counting(item, given, quiz))))
    answer = json.dumps(marked.value.get("answer"))
    html = _kept(language(), marked.question.digest, json.dumps(order), answer, told)
    return Leaf(marked, html)


@lru_cache(maxsize=MOST)
def _kept(_: str, digest: str, order: str, answer: str, told: bool) -> Markup:
    asked = question(digest)
    marked = Marked(0, asked, {"answer": json.loads(answer)}, Decimal(0), Decimal(asked.points))
    return _made(reviewed(marked, json.loads(order), told=told))


def _made(item: Reviewed) -> Markup:
    template = current_app.jinja_env.get_template("assessment/reviewed.html")
    return cast("Markup", cast("Any", template.module).reviewed(item))


def _given(sitting: Sitting, marks: list[Marked]) -> dict[int, list[Given]]:
    """What people gave, once it is out."""
    essays = any(each.question.type == ESSAY for each in marks)
    return queries.given_in(sitting.id) if essays and sitting.score is not None else {}


def _counting(item: Reviewed, given: list[Given], quiz: Quiz) -> list[Given]:
    if item.essay is None or not given:
        return []
    most = len(item.essay.levels)
    counts = settle([each.levels for each in given], most, quiz.marking).counts
    return [given[place] for place in counts]


def _waiting(place: int, drawn: dict[str, Any], value: dict[str, Any]) -> Leaf:
    asked = question(drawn["digest"])
    marked = Marked(place, asked, value, Decimal(0), Decimal(asked.points))
    shown = reviewed(marked, [], told=False)
    html = _made(replace(shown, essay=EssayRules.of(asked.content), waits=True))
    return Leaf(marked, html, waits=True)
