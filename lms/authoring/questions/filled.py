"""The form of a question as it is filled in: what stands in each field, and how its rows change."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lms.authoring.questions.types import KINDS
from lms.catalog.wording import FACTS, Answer, Wording, wording_of
from lms.foundation.text import plain_text

MOST_ROWS, MOST_LEVELS, LEAST_LEVELS = 100, 5, 2
HEAVIEST = "5"
TOLERANCE = re.compile(r"\s*(?:±|\+/?-)\s*")
NUMBERED = re.compile(r"\d+\s+|\d+$")
# What a new question says is content, so it is in the language that courses are written in.
BEHAVIOUR = "Perilaku"
LEVELS = ("Belum tampak", "Mulai tampak", "Tampak", "Menonjol")
TRUE_OR_FALSE = ("Benar", "Salah")


@dataclass(frozen=True)
class Row:
    text: str = ""
    right: bool = False
    other: str = ""
    feedback: str = ""
    weight: str = ""
    tolerance: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.other or self.feedback or self.tolerance)


@dataclass(frozen=True)
class Filled:
    """Nothing that was typed is lost, right or wrong."""

    type: str
    identifier: str = ""
    heading: str = ""
    more: str = ""
    general: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    rubric: tuple[tuple[str, ...], ...] = ()  # its heads without their numbers


def blank(kind: str) -> Filled:
    rows = [Row() for _ in range(KINDS[kind].begins_with)]
    if kind == "truefalse":
        rows = [Row(text) for text in TRUE_OR_FALSE]
    rubric = ((BEHAVIOUR, *LEVELS), ("",) * (len(LEVELS) + 1)) if kind == "essay" else ()
    return Filled(kind, rows=tuple(rows), rubric=rubric)


def filled_of(it: Wording) -> Filled:
    """As the form shows what the file says."""
    rows = tuple(_row(each, it.type) for each in it.answers)
    heads = tuple(NUMBERED.sub("", each, count=1) for each in (it.rubric or ((),))[0])
    rubric = (heads, *it.rubric[1:]) if it.rubric else ()
    return Filled(it.type, it.identifier, it.heading, it.more, it.general, it.facts, rows, rubric)


def _row(it: Answer, kind: str) -> Row:
    text, tolerance = it.text, ""
    if kind == "numeric":
        text, *within = TOLERANCE.split(it.text, maxsplit=1)
        tolerance = "".join(within)
    weight = it.mark if kind == "sjt" else ""
    return Row(text, it.mark == "x", it.other, it.feedback, weight, tolerance)


def wording_as(it: Filled) -> Wording:
    """What the file is to say; rows in which nothing stands are left out."""
    rows = [each for each in it.rows if not each.is_blank]
    facts = {name: it.facts.get(name, "") for name in FACTS}
    facts = {k: v for k, v in facts.items() if v and (k, v) != ("points", "1")}
    answers = tuple(_answer(each, it.type) for each in rows)
    rubric = _numbered(it.rubric) if it.rubric else ()
    return Wording(it.identifier, it.type, it.heading, it.more, answers, it.general, facts, rubric)


def labelled_as(text: str, before: str) -> str:
    """Under its heading what stood there before, where the form says the same there."""
    now, was = wording_of(text), wording_of(before)
    if not (now and was) or _labels(now) != _labels(was):
        return text
    heading, _, rest = text.split("\n", 2)
    return "\n".join((heading, before.split("\n", 2)[1], rest))


def _labels(it: Wording) -> tuple[object, ...]:
    return it.identifier, it.type, it.facts


def _answer(it: Row, kind: str) -> Answer:
    text = f"{it.text} ± {it.tolerance}" if it.tolerance else it.text
    mark = {"sjt": it.weight or "1", "order": " ", "match": "x" if it.text else " "}.get(kind)
    if kind in {"short", "numeric"}:
        mark = "x"
    return Answer(text, mark or ("x" if it.right else " "), it.other, it.feedback)


def _numbered(rubric: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    (first, *levels), *rows = rubric
    heads = (first, *(f"{n} {level}".strip() for n, level in enumerate(levels, 1)))
    said = [row for row in rows if any(row)]
    return (heads, *said)


def sent(given: Mapping[str, str], kind: str) -> Filled:
    """As a form of this type was sent."""
    rows = range(1, _count(given.get("rows"), MOST_ROWS) + 1)
    cells = range(_count(given.get("levels"), MOST_LEVELS) + 1) if kind == "essay" else range(0)
    behaviours = range(_count(given.get("behaviours"), MOST_ROWS) + 1) if cells else range(0)
    return Filled(
        type=kind,
        identifier=given.get("identifier", ""),
        heading=_line(given, "heading"),
        more=_text(given, "more"),
        general=_text(given, "general"),
        facts={name: _line(given, name) for name in FACTS},
        rows=tuple(_sent_row(given, n, kind) for n in rows),
        rubric=tuple(tuple(_line(given, f"cell_{i}_{j}") for j in cells) for i in behaviours),
    )


def _sent_row(given: Mapping[str, str], n: int, kind: str) -> Row:
    right = given.get("right") == str(n) if KINDS[kind].one_right else f"right_{n}" in given
    take: Callable[[Mapping[str, str], str], str] = (
        _line if kind in {"short", "numeric", "match"} else _text
    )
    return Row(
        take(given, f"text_{n}"),
        right,
        _line(given, f"other_{n}"),
        _text(given, f"feedback_{n}"),
        _line(given, f"weight_{n}"),
        _line(given, f"tolerance_{n}"),
    )


def _count(given: str | None, most: int) -> int:
    return min(int(given), most) if given and given.isascii() and given.isdigit() else 0


def _line(given: Mapping[str, str], name: str) -> str:
    return " ".join(plain_text(given.get(name, "")).split())


def _text(given: Mapping[str, str], name: str) -> str:
    lines = plain_text(given.get(name, "")).expandtabs(4).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n").lstrip(" ")


def changed(it: Filled, do: str) -> Filled:
    """With one row or level more, less, or elsewhere, as a button said: "up-2", "add"."""
    what, _, given = do.partition("-")
    number = _count(given, MOST_ROWS)
    change = CHANGES.get(what)
    return change(it, number) if change else it


def _added(it: Filled, _: int) -> Filled:
    if it.type == "essay":
        return replace(it, rubric=(*it.rubric, ("",) * len(it.rubric[0])))
    return replace(it, rows=(*it.rows, Row())[:MOST_ROWS])


def _dropped(it: Filled, number: int) -> Filled:
    rows = tuple(row for n, row in enumerate(it.rows, 1) if n != number)
    rubric = tuple(row for n, row in enumerate(it.rubric) if n != number or n == 0)
    return replace(it, rows=rows, rubric=rubric)


def _moved(it: Filled, number: int, places: int) -> Filled:
    there = number + places
    if not (0 < number <= len(it.rows) and 0 < there <= len(it.rows)):
        return it
    rows = [*it.rows]
    rows[number - 1], rows[there - 1] = rows[there - 1], rows[number - 1]
    return replace(it, rows=tuple(rows))


def _levelled(it: Filled, number: int) -> Filled:
    """With so many levels."""
    if not it.rubric or not LEAST_LEVELS <= number <= MOST_LEVELS:
        return it
    rows = ((*row, *("",) * MOST_LEVELS)[: number + 1] for row in it.rubric)
    return replace(it, rubric=tuple(rows))


CHANGES: dict[str, Callable[[Filled, int], Filled]] = {
    "add": _added,
    "drop": _dropped,
    "up": lambda it, number: _moved(it, number, -1),
    "down": lambda it, number: _moved(it, number, 1),
    "levels": _levelled,
}
