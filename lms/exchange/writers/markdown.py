"""Items in our own grammar, `docs/penulis/tata-bahasa.md`; the reader of content checks them."""

import re
from collections.abc import Callable, Iterator

from lms.exchange.items import GAP, Gap, Item, Part, Unfit
from lms.exchange.nodes import from_plain
from lms.exchange.prose import blocks
from lms.foundation.language import say
from lms.foundation.markup import plain

LEAD = "Perhatikan yang berikut."  # of a question that begins with a table or a list
MOST_PARTS = 100  # as many as an answer may name
ARROWS = {"->": "-&gt;", "→": "&rarr;"}  # only the pair's own arrow may part it
SPECIAL = re.compile(r"^\s*\[[ xX]?\]|±|\+/?-")  # of a gap: a list of options, a tolerance


def written(item: Item, identifier: str) -> str:
    """One question, from its heading to the line after it; raises Unfit."""
    if max(len(item.parts), *(len(gap.parts) for gap in item.gaps), 0) > MOST_PARTS:
        raise Unfit(say("Soal ini memuat lebih dari %(most)d pilihan.", most=MOST_PARTS))
    heading, *stem = _stem(item)
    lines = [f"## {heading}", _attributes(item, identifier), ""]
    for each in stem:
        lines += [*each.split("\n"), ""]
    lines += PARTS.get(item.type, _choices)(item)
    if general := blocks(item.general, one_line=True):
        lines += ["", *_quoted(general, "")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _stem(item: Item) -> list[str]:
    found = blocks(item.stem)
    if not found:
        raise Unfit(say("Soal ini tidak mempunyai pertanyaan."))
    if "\n" in found[0] or re.match(r"<(table|ul|ol|pre|dl|blockquote|hr)\b", found[0]):
        found.insert(0, LEAD)
    for number, gap in enumerate(item.gaps, 1):
        found = [each.replace(GAP % number, _gap(gap)) for each in found]
    return found


def _attributes(item: Item, identifier: str) -> str:
    given = {
        "type": item.type,
        "competency": _word(item.competency),
        "level": item.level or "",
        "points": item.points if item.points != 1 else "",
        "topic": _word(item.topic),
        "unit": _word(item.unit),
        "min_words": item.min_words or "",
        "max_words": item.max_words or "",
    }
    return (
        f"{{#{identifier} {' '.join(f'{name}={value}' for name, value in given.items() if value)}}}"
    )


def _word(text: str) -> str:
    """A value as the line of attributes takes it."""
    word = " ".join(re.sub(r'["{}]', " ", text).split())
    return f'"{word}"' if " " in word else word


def _choices(item: Item) -> Iterator[str]:
    for part in item.parts:
        first, *more = blocks(part.text, one_line=True) or [""]
        box = part.weight or ("x" if part.right else " ")
        yield f"- [{box}] {first}".rstrip()
        for each in more:
            yield from ("", f"  {each}")
        yield from _quoted(blocks(part.feedback, one_line=True), "  ")


def _accepted(item: Item) -> Iterator[str]:
    for part in item.parts:
        yield f"- [x] {' '.join(part.text.split())}{_within(part)}"
        yield from _quoted(blocks(part.feedback, one_line=True), "  ")


def _within(part: Part) -> str:
    return "" if part.tolerance in {"", "0"} else f" ± {part.tolerance}"


def _pairs(item: Item) -> Iterator[str]:
    for part in item.parts:
        box, left = ("x", f"{_side(part.text)} ") if part.right else (" ", "")
        yield f"- [{box}] {left}-> {_side(from_plain(' '.join(plain(part.other).split())))}"
        yield from _quoted(blocks(part.feedback, one_line=True), "  ")


def _steps(item: Item) -> Iterator[str]:
    for number, part in enumerate(item.parts, 1):
        yield f"{number}. {_line(part.text)}"
        yield from _quoted(blocks(part.feedback, one_line=True), "   ")


def _side(html: str) -> str:
    line = _line(html)
    for arrow, said in ARROWS.items():
        line = line.replace(arrow, said)
    return line


def _line(html: str) -> str:
    return "<br>".join(blocks(html, one_line=True))


def _gap(gap: Gap) -> str:
    texts = [" ".join(part.text.split()) + _within(part) for part in gap.parts]
    if any(re.search(r"[|{}]", text) for text in texts):
        raise Unfit(say("Isian memuat tanda |, { atau }, yang di sini memisahkan jawaban."))
    if any(SPECIAL.search(part.text) for part in gap.parts):
        raise Unfit(say("Isian memuat [x], [ ] atau ±, yang di sini mempunyai arti sendiri."))
    if gap.chosen:
        boxes = ["[x]" if part.right else "[ ]" for part in gap.parts]
        texts = [f"{box} {text}" for box, text in zip(boxes, texts, strict=True)]
    return f"{{{{{' | '.join(texts)}}}}}"


def _quoted(found: list[str], indent: str) -> Iterator[str]:
    for number, each in enumerate(found):
        if number:
            yield f"{indent}>"
        yield f"{indent}> {each}"


def _rubric(item: Item) -> Iterator[str]:
    if not item.rubric:
        raise Unfit(
            say(
                "Esai ini tanpa rubrik, padahal di sini orang menilainya menurut rubrik. Tulis "
                "tabelnya dalam keterangan untuk penilai; kepala sel pertamanya Perilaku."
            ),
            item.type,
        )
    heads, *rows = item.rubric
    yield _row(heads)
    yield "|---" * len(heads) + "|"
    yield from map(_row, rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_cell(each) for each in cells)} |"


def _cell(text: str) -> str:
    return _line(from_plain(text)).replace("|", "\\|")


def _nothing(_: Item) -> Iterator[str]:
    return iter(())


PARTS: dict[str, Callable[[Item], Iterator[str]]] = {
    "short": _accepted,
    "numeric": _accepted,
    "match": _pairs,
    "order": _steps,
    "cloze": _nothing,
    "essay": _rubric,
}
