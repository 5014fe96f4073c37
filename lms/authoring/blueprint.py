"""The blueprint of a quiz as a form shows it: topics to draw from, and so many of each kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lms.authoring.fields import whole
from lms.catalog.reading.declared_quiz import DrawDeclared
from lms.catalog.reading.pool import Asks, shortages, suits
from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text

MOST_LINES, MOST_EACH, LEVELS = 100, 100, 5
LONGEST = 200


@dataclass(frozen=True)
class Line:
    """So many questions of a competency, a level or a topic; each as it was typed."""

    competency: str = ""
    level: str = ""
    topic: str = ""
    count: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.competency or self.level or self.topic or self.count)

    @property
    def many(self) -> int:
        """0 for what is no number that a quiz may ask."""
        number = whole(self.count.strip()) or 0
        return number if number <= MOST_EACH else 0


@dataclass(frozen=True)
class Plan:
    topics: tuple[str, ...] = ()  # files of the bank
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Supply:
    """What the bank holds for a line."""

    fits: int
    short: int  # how many may be missing, when those above took what they can


def plan_of(values: Mapping[str, Any]) -> Plan:
    """As the front matter says it, as far as a form can show it."""
    said = values.get("blueprint")
    said = said if isinstance(said, dict) else {}
    topics, draw = said.get("from"), said.get("draw")
    lines = [each for each in draw if isinstance(each, dict)] if isinstance(draw, list) else []
    return Plan(
        tuple(map(str, topics)) if isinstance(topics, list) else (),
        tuple(_line({name: str(it) for name, it in each.items()}) for each in lines[:MOST_LINES]),
    )


def _line(given: Mapping[str, str], end: str = "") -> Line:
    names = ("competency", "level", "topic", "count")
    said = (" ".join(plain_text(given.get(f"{name}{end}", "")).split()) for name in names)
    return Line(*(each[:LONGEST] for each in said))


def sent(given: Mapping[str, str], topics: Sequence[str]) -> Plan:
    """As the form was sent."""
    rows = range(1, min(whole(given.get("rows")) or 0, MOST_LINES) + 1)
    return Plan(tuple(dict.fromkeys(topics)), tuple(_line(given, f"_{n}") for n in rows))


def changed(plan: Plan, do: str) -> Plan:
    """With a line more, or one less, as a button said: "add", "drop-2"."""
    what, _, given = do.partition("-")
    if what == "add":
        return replace(plan, lines=(*plan.lines, Line())[:MOST_LINES])
    kept = (line for n, line in enumerate(plan.lines, 1) if what != "drop" or n != whole(given))
    return replace(plan, lines=tuple(kept))


def faults(plan: Plan, known: Collection[str]) -> dict[str, Sentence]:
    """What is wrong, by field; `known` are the topics that may be chosen."""
    found: dict[str, Sentence] = {}
    if not plan.topics or not set(plan.topics) <= set(known):
        found["from"] = say("Pilih berkas bank soal yang ditarik.")
    said = [line for line in plan.lines if not line.is_blank]
    if not said:
        found["rows"] = say("Tulis paling sedikit satu baris kisi-kisi.")
    for n, line in enumerate(plan.lines, 1):
        if not line.is_blank and not line.many:
            found[f"count_{n}"] = say("Isi banyaknya, 1 sampai %(most)d.", most=MOST_EACH)
        if line.level and whole(line.level) not in range(1, LEVELS + 1):
            found[f"level_{n}"] = say("Pilih jenjang 1 sampai %(most)d.", most=LEVELS)
    return found


def value_of(plan: Plan) -> dict[str, Any]:
    """As the front matter says it; blank lines are left out."""
    said = [_said(line) for line in plan.lines if not line.is_blank]
    return {"from": list(plan.topics), "draw": said}


def _said(line: Line) -> dict[str, Any]:
    level = whole(line.level)
    found: dict[str, Any] = {"competency": line.competency, "level": level, "topic": line.topic}
    return {name: it for name, it in found.items() if it} | {"count": line.many}


def supplies(plan: Plan, pool: Sequence[Asks]) -> list[Supply | None]:
    """For each line of the plan; None where it is blank, or names what no question can."""
    drawn = [_drawn(line) for line in plan.lines]
    asked = [each for each in drawn if each]
    short = dict(shortages(asked, pool))
    missing = iter(short.get(n, 0) for n in range(len(asked)))
    return [Supply(_fits(it, pool), next(missing)) if it else None for it in drawn]


def _fits(line: DrawDeclared, pool: Sequence[Asks]) -> int:
    return sum(suits(line, each) for each in pool)


def _drawn(line: Line) -> DrawDeclared | None:
    if line.is_blank:
        return None
    said = {**_said(line), "count": line.many or 1}
    return DrawDeclared.model_construct(**{"competency": None, "level": None, "topic": None} | said)
