"""A question's own words, place by place: read from our Markdown, and written as we write it.

What comes from a form or from another system becomes our grammar here, and nowhere else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lms.catalog.reading.attributes import read_attributes
from lms.catalog.reading.options import Option, unquoted
from lms.catalog.reading.pairs import ARROW
from lms.catalog.reading.questions import starts
from lms.catalog.reading.readers import READERS
from lms.catalog.reading.rubric import cells_of, is_head
from lms.catalog.reading.sheet import Findings, Sheet, open_sheet, outside_fences

FACTS = ("competency", "level", "points", "topic", "unit", "min_words", "max_words")
ONE_LINE = {"short", "numeric", "match"}
RULE = re.compile(r"\|?[:\s-]*-[|:\s-]*")
Rubric = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """An option, an accepted answer, a step, or a pair with its `other` side, in Markdown."""

    text: str = ""
    mark: str = " "  # what stands in its box: "x", a blank, or a weight; a step has a blank
    other: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Wording:
    """What an author says in each place of a question, and what it is labelled with."""

    identifier: str
    type: str
    heading: str
    more: str = ""  # of what is asked, below the heading
    answers: tuple[Answer, ...] = ()
    general: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    rubric: Rubric = ()  # rows of cells, the first its heads


def written(it: Wording) -> str:
    """The question from its heading to the line after it."""
    lines = [f"## {it.heading}".rstrip(), _attributes(it), ""]
    if it.more:
        lines += [*it.more.split("\n"), ""]
    lines += PARTS.get(it.type, _boxed)(it)
    if it.general:
        lines += ["", *_quoted(it.general, "")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _attributes(it: Wording) -> str:
    facts = {name: _word(it.facts.get(name, "")) for name in FACTS}
    said = [f"{name}={value}" for name, value in facts.items() if _says(name, value)]
    return f"{{#{it.identifier} {' '.join([f'type={it.type}', *said])}}}"


def _word(text: str) -> str:
    """A value as the line of attributes takes it."""
    word = " ".join(re.sub(r'["{}]', " ", text).split())
    return f'"{word}"' if " " in word else word


def _quoted(text: str, indent: str) -> Iterator[str]:
    for line in text.split("\n") if text else ():
        yield f"{indent}> {line}".rstrip()


def _boxed(it: Wording) -> Iterator[str]:
    for each in it.answers:
        yield from _answer(f"- [{each.mark}] ", each.text, each.feedback, "  ")


def _paired(it: Wording) -> Iterator[str]:
    for each in it.answers:
        sides = f"{each.text} -> {each.other}".strip()
        yield from _answer(f"- [{each.mark}] ", sides, each.feedback, "  ")


def _numbered(it: Wording) -> Iterator[str]:
    for number, each in enumerate(it.answers, 1):
        yield from _answer(f"{number}. ", each.text, each.feedback, "   ")


def _answer(mark: str, text: str, feedback: str, indent: str) -> Iterator[str]:
    first, *more = text.split("\n")
    yield f"{mark}{first}".rstrip()
    for line in more:
        yield f"{indent}{line}".rstrip()
    yield from _quoted(feedback, indent)


def _table(it: Wording) -> Iterator[str]:
    for number, row in enumerate(it.rubric):
        yield " ".join(["|", *(f"{_cell(each)} |" for each in row)])
        if number == 0:
            yield "|---" * len(row) + "|"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _nothing(_: Wording) -> Iterator[str]:
    return iter(())


PARTS: dict[str, Callable[[Wording], Iterable[str]]] = {
    "match": _paired,
    "order": _numbered,
    "cloze": _nothing,
    "essay": _table,
}


def wording_of(text: str) -> Wording | None:
    """Of one question's own lines; None where they stand in places that have no name."""
    findings = Findings()
    sheet = open_sheet("", text.encode(errors="ignore"), findings)
    if sheet is None or starts(sheet, 1) != [1]:
        return None
    attributes = read_attributes(sheet, 1)
    if attributes is None:
        return None
    kind = attributes.type
    parts = _essay(sheet) if kind == "essay" else _listed(sheet, kind)
    if findings.mistakes or parts is None:
        return None
    more, answers, general, rubric = parts
    facts = {name: value for name, value in attributes.given.items() if _says(name, value)}
    heading = re.sub(r"\s+#+\s*$", "", sheet.lines[0][2:]).strip()
    return Wording(attributes.identifier, kind, heading, more, answers, general, facts, rubric)


def _says(name: str, value: str) -> bool:
    """Whether it is a fact that we would write; one point is what nobody needs to say."""
    return name in FACTS and bool(value) and (name, value) != ("points", "1")


Parts = tuple[str, tuple[Answer, ...], str, Rubric]


def _listed(sheet: Sheet, kind: str) -> Parts | None:
    reader = READERS[kind]
    body = reader.apart(sheet, reader.opening, 3, sheet.lines[2:])
    answers = tuple(filter(None, (_read(each, kind) for each in body.options)))
    if len(answers) < len(body.options) or (kind == "cloze" and answers):
        return None
    return _text(body.stem), answers, _text(body.general), ()


def _essay(sheet: Sheet) -> Parts | None:
    """Its last table is the rubric, finished or not; below that only what is quoted."""
    lines = sheet.lines[2:]
    plain = dict(outside_fences(lines, 0))
    heads = [number for number, line in plain.items() if is_head(line)]
    if not heads:
        return None
    start = end = heads[-1]
    while plain.get(end, "").strip().startswith("|"):
        end += 1
    after = _text(lines[end:])
    if any(not line.startswith(">") for line in after.split("\n") if line):
        return None
    table = [line for line in lines[start:end] if not RULE.fullmatch(line.strip())]
    rubric = tuple(tuple(cells_of(line)) for line in table)
    general = _text(unquoted(line) for line in after.split("\n"))
    return _text(lines[:start]), (), general, rubric


def _read(option: Option, kind: str) -> Answer | None:
    if kind in ONE_LINE and any(option.more):
        return None
    text, feedback = _text(option.text.lines), _text(option.comment.lines)
    if kind != "match":
        return Answer(text, " " if kind == "order" else option.mark.lower(), "", feedback)
    sides = [each.strip() for each in ARROW.split(option.said)]
    return Answer(sides[0], option.mark.lower(), sides[1], feedback) if len(sides) == 2 else None


def _text(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")
