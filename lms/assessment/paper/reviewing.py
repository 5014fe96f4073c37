"""A marked question row by row: what was given, and where it may be told, what was right and why.

Each function gets the question, its order on the paper, the answer in the author's numbers, and
`told`: without it nothing is said but what was answered. Where texts are put together, `Markup`
escapes each part that is not clean HTML of its own (`stored`), so what people typed stays text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lms.assessment.marking.by_type import HEAVIEST, chosen, mark, numbers, parts, sequence
from lms.assessment.marking.keys import accepted, key_of
from lms.assessment.paper.asked import Order, places_of
from lms.catalog.library import Question
from lms.foundation.language import say
from lms.web.shown import stored

NO_ANSWER = say("Tidak dijawab")


@dataclass(frozen=True)
class Row:
    text: Markup | str
    chosen: bool = False
    right: bool | None = None  # none: not judged
    note: Markup | None = None
    word: str | None = None  # instead of the usual word for right or wrong


def options(asked: Question, order: Order, answer: object, told: bool) -> list[Row]:
    named, written = chosen(answer), asked.content["options"]
    return [_option(written[number - 1], number in named, told) for number in order]


def _option(option: Mapping[str, Any], named: bool, told: bool) -> Row:
    text = stored(option["html"])
    return Row(text, named, option["right"], _note(option)) if told else Row(text, named)


def _note(part: Mapping[str, Any]) -> Markup | None:
    return stored(part["feedback"]) if part["feedback"] else None


def weights(asked: Question, order: Order, answer: object, told: bool) -> list[Row]:
    """Only the best option is marked as right; no other is called wrong."""
    rows = options(asked, order, answer, told)
    if not told:
        return rows
    heavy = [asked.content["options"][number - 1]["weight"] for number in order]
    return [
        Row(row.text, row.chosen, row.right or None, row.note, _weight(row.chosen, weight))
        for row, weight in zip(rows, heavy, strict=True)
    ]


def _weight(named: bool, weight: int) -> str:
    values = {"weight": weight, "most": HEAVIEST}
    if named:
        return str(say("Pilihan Anda, bobot %(weight)s dari %(most)s", **values))
    return str(say("Bobot %(weight)s dari %(most)s", **values))


def typed(asked: Question, _: Order, answer: object, told: bool) -> list[Row]:
    given = answer if isinstance(answer, str) else ""
    if not told:
        return [Row(given or str(NO_ANSWER), bool(given))]
    marked = mark(asked.type, asked.content, answer)
    note = asked.content["feedback"][marked.met - 1] if marked.met else ""
    judged = marked.met is not None if given else None
    first = Row(given or str(NO_ANSWER), bool(given), judged, stored(note) if note else None)
    unit = f" {asked.content['unit']}" if asked.content.get("unit") else ""
    key = Row(accepted(asked.content) + unit, right=True)
    return [first] if judged else [first, key]


def pairs(asked: Question, _: Order, answer: object, told: bool) -> list[Row]:
    rights = asked.content["rights"]
    given = [*numbers(answer), *[0] * len(asked.content["pairs"])]
    return [
        _pair(pair, rights, number if number <= len(rights) else 0, told)
        for pair, number in zip(asked.content["pairs"], given, strict=False)
    ]


def _pair(
    pair: Mapping[str, Any], rights: Sequence[Mapping[str, Any]], given: int, told: bool
) -> Row:
    said = rights[given - 1]["text"] if given else str(NO_ANSWER)
    text = Markup("{} → {}").format(stored(pair["html"]), said)  # escapes what was said
    if not told:
        return Row(text, bool(given))
    met = given == pair["right"]
    key = "" if met else _key(rights[pair["right"] - 1]["text"])
    lured = rights[given - 1]["feedback"] if given else ""
    # The three are clean HTML or nothing.
    note = Markup(" ").join(each for each in (key, stored(lured), _note(pair)) if each)
    return Row(text, bool(given), met if given else None, note or None)


def _key(right: str) -> Markup:
    told = str(say("Jawaban benar: %(right)s.", right=right))
    return Markup("<strong>{}</strong>").format(told)  # escapes it


def steps(asked: Question, _: Order, answer: object, told: bool) -> list[Row]:
    """With `told` in the right order, else in the person's."""
    written = asked.content["steps"]
    placed = places_of(answer, len(written))
    shown = sequence(asked.content) if told else sorted(placed, key=lambda it: placed[it] or 0)
    return [
        _step(number, written[step - 1], placed.get(step), told)
        for number, step in enumerate(shown, 1)
    ]


def _step(number: int, step: Mapping[str, Any], place: int | None, told: bool) -> Row:
    shown = number if told else place  # numbers need no escaping
    text = Markup("{}. {}").format(shown, stored(step["html"]))
    if not told:
        return Row(text, chosen=True, word=str(say("Urutan Anda")))
    if place is None:
        return Row(text, note=_note(step), word=str(say("Tidak Anda tempatkan")))
    same = place == number
    word = say("Tempatnya tepat") if same else say("Anda menaruhnya di posisi %(n)s", n=place)
    return Row(text, chosen=True, right=same or None, note=_note(step), word=str(word))


def gaps(asked: Question, _: Order, answer: object, told: bool) -> list[Row]:
    written = asked.content["gaps"]
    given = answer if isinstance(answer, list) else []
    marked = parts(written, answer)
    return [
        _gap(n, gap, given[n - 1] if n <= len(given) else "", met=worth.share == 1, told=told)
        for n, (gap, worth) in enumerate(zip(written, marked, strict=True), 1)
    ]


def _gap(number: int, gap: Mapping[str, Any], given: object, *, met: bool, told: bool) -> Row:
    said = str(given).strip()
    if gap["type"] == "single":
        options = enumerate(gap["options"], 1)
        said = "".join(each["text"] for n, each in options if n in chosen(said))
    text = f"({number}) {said or NO_ANSWER}"
    if not told:
        return Row(text, bool(said))
    return Row(text, bool(said), met if said else None, None if met else _key(key_of(gap)))


def none_of_an_essay(_: Question, __: Order, ___: object, ____: bool) -> list[Row]:
    """What was written and what people gave it stand in no rows."""
    return []
