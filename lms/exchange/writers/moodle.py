"""Items as Moodle XML, with our labels as Moodle's tags."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lms.exchange.items import GAP, Gap, Item, Part, labels_for
from lms.exchange.rubrics import table
from lms.exchange.trees import UNHELD
from lms.foundation.markup import plain

TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "sjt": "multichoice",
    "truefalse": "truefalse",
    "short": "shortanswer",
    "numeric": "numerical",
    "match": "matching",
    "order": "ordering",
    "cloze": "cloze",
    "essay": "essay",
}
BINARY = ["Benar", "Salah"]
CLOZE = re.compile(r"([~=#}\\/\"])")


def written(items: list[Item]) -> bytes:
    """The file."""
    quiz = Element("quiz")
    for item in items:
        quiz.append(question(item))
    indent(quiz)
    text = UNHELD.sub("\ufffd", tostring(quiz, "unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def question(item: Item) -> Element:
    """One `<question>`."""
    said = [plain(part.text) for part in item.parts]
    kind = "multichoice" if item.type == "truefalse" and said != BINARY else TYPES[item.type]
    element = Element("question", {"type": kind})
    _named(SubElement(element, "name"), item.identifier)
    stem = item.stem
    for number, gap in enumerate(item.gaps, 1):
        stem = stem.replace(GAP % number, _gap(gap))
    _rich(element, "questiontext", stem)
    _rich(element, "generalfeedback", item.general)
    SubElement(element, "defaultgrade").text = str(item.points)
    SubElement(element, "idnumber").text = item.identifier
    FILLS.get(item.type, _nothing)(element, item)
    _tags(element, labels_for(item))
    return element


def _named(element: Element, text: str) -> None:
    SubElement(element, "text").text = text


def _rich(parent: Element, name: str, html: str, **given: str) -> Element:
    element = SubElement(parent, name, given | {"format": "html"})
    _named(element, html)
    return element


def _tags(element: Element, labels: list[str]) -> None:
    tags = SubElement(element, "tags") if labels else element
    for label in labels:
        _named(SubElement(tags, "tag"), label)


def _answer(element: Element, part: Part, fraction: str, text: str | None = None) -> Element:
    answer = _rich(element, "answer", part.text if text is None else text, fraction=fraction)
    _rich(answer, "feedback", part.feedback)
    return answer


def _one(element: Element, item: Item) -> None:
    SubElement(element, "single").text = "true"
    for part in item.parts:
        _answer(
            element, part, str(part.weight * 20) if part.weight else "100" if part.right else "0"
        )


def _several(element: Element, item: Item) -> None:
    SubElement(element, "single").text = "false"
    share = f"{100 / max(1, sum(part.right for part in item.parts)):.5f}".rstrip("0").rstrip(".")
    for part in item.parts:
        _answer(element, part, share if part.right else f"-{share}")


def _binary(element: Element, item: Item) -> None:
    if element.get("type") == "multichoice":
        _one(element, item)
        return
    for part, text in zip(item.parts, ("true", "false"), strict=True):
        _answer(element, part, "100" if part.right else "0", text)


def _short(element: Element, item: Item) -> None:
    SubElement(element, "usecase").text = "0"
    for part in item.parts:
        _answer(element, part, "100", part.text.replace("*", "\\*"))


def _numbers(element: Element, item: Item) -> None:
    for part in item.parts:
        answer = _answer(element, part, "100")
        SubElement(answer, "tolerance").text = part.tolerance
    if item.unit:
        unit = SubElement(SubElement(element, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = item.unit


def _pairs(element: Element, item: Item) -> None:
    for part in item.parts:
        pair = _rich(element, "subquestion", part.text)
        _named(SubElement(pair, "answer"), plain(part.other))


def _steps(element: Element, item: Item) -> None:
    for number, part in enumerate(item.parts, 1):
        _answer(element, part, str(number))


def _essay(element: Element, item: Item) -> None:
    SubElement(element, "responseformat").text = "plain"
    SubElement(element, "responserequired").text = "1"
    limits = {"minwordlimit": item.min_words, "maxwordlimit": item.max_words}
    for name, words in limits.items():
        if words:
            SubElement(element, name).text = str(words)
    _rich(element, "graderinfo", table(item.rubric) if item.rubric else "")


def _nothing(_: Element, __: Item) -> None:
    return


def _gap(gap: Gap) -> str:
    if gap.chosen:
        options = [f"{'=' if part.right else ''}{_cloze(part)}" for part in gap.parts]
        return f"{{1:MULTICHOICE:{'~'.join(options)}}}"
    if all(re.fullmatch(r"-?\d+(\.\d+)?", part.text) for part in gap.parts):
        return f"{{1:NUMERICAL:{'~'.join(f'={part.text}:{part.tolerance}' for part in gap.parts)}}}"
    return f"{{1:SHORTANSWER:{'~'.join('=' + _cloze(part) for part in gap.parts)}}}"


def _cloze(part: Part) -> str:
    text = part.text.replace("&", "&amp;").replace("<", "&lt;")
    return CLOZE.sub(r"\\\1", text)


FILLS: dict[str, Callable[[Element, Item], None]] = {
    "single": _one,
    "sjt": _one,
    "multiple": _several,
    "truefalse": _binary,
    "short": _short,
    "numeric": _numbers,
    "match": _pairs,
    "order": _steps,
    "essay": _essay,
}
