"""A whole paper after it was handed in, question by question."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from lms.assessment import queries
from lms.assessment.essays import EssayRules, settle
from lms.assessment.queries import Given, Marked, Sitting
from lms.assessment.rules import Quiz
from lms.assessment.shown import Reviewed, reviewed
from lms.catalog.library import question


def paper(sitting: Sitting, marks: list[Marked], quiz: Quiz, *, told: bool) -> list[Reviewed]:
    """Every question in its place; what people have not marked yet says so."""
    known = {each.place: each for each in marks}
    waits = len(known) < sitting.length
    kept = queries.answers(sitting.id) if waits else {}
    given = _given(sitting, marks)
    shown = []
    for place, drawn in enumerate(sitting.drawn, 1):
        if place in known:
            item = reviewed(known[place], drawn["options"], told=told)
            counts = _counting(item, given.get(place, []), quiz)
            shown.append(replace(item, given=counts) if counts else item)
        else:
            value = kept[place].value if place in kept else {}
            shown.append(_waiting(place, drawn, dict(value)))
    return shown


def _given(sitting: Sitting, marks: list[Marked]) -> dict[int, list[Given]]:
    """What people gave, once it is out."""
    essays = any(each.question.type == "essay" for each in marks)
    return queries.given_in(sitting.id) if essays and sitting.score is not None else {}


def _counting(item: Reviewed, given: list[Given], quiz: Quiz) -> list[Given]:
    if item.essay is None or not given:
        return []
    most = len(item.essay.levels)
    counts = settle([each.levels for each in given], most, quiz.marking).counts
    return [given[place] for place in counts]


def _waiting(place: int, drawn: dict[str, Any], value: dict[str, Any]) -> Reviewed:
    asked = question(drawn["digest"])
    marked = Marked(place, asked, value, Decimal(0), Decimal(asked.points))
    shown = reviewed(marked, [], told=False)
    return replace(shown, essay=EssayRules.of(asked.content), waits=True)
