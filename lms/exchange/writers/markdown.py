"""Items in our own grammar, `docs/penulis/tata-bahasa.md`; the reader of content checks them."""

import re
from collections.abc import Callable

from lms.catalog.wording import Answer, Wording
from lms.catalog.wording import written as lay_out
from lms.exchange.items import GAP, Gap, Item, Part, Rubric, Unfit
from lms.exchange.nodes import from_plain
from lms.exchange.prose import blocks
from lms.foundation.language import say
from lms.foundation.markup import plain

PARTED = "\n\n"  # paragraphs
LEAD = "Perhatikan yang berikut."  # of a question that begins with a table or a list
MOST_PARTS = 100  # as many as an answer may name
ARROWS = {"->": "-&gt;", "→": "&rarr;"}  # only the pair's own arrow may part it
SPECIAL = re.compile(r"^\s*\[[ xX]?\]|±|\+/?-")  # of a gap: a list of options, a tolerance


def written(item: Item, identifier: str) -> str:
    """One question, from its heading to the line after it; raises Unfit."""
    if max(len(item.parts), *(len(gap.parts) for gap in item.gaps), 0) > MOST_PARTS:
        raise Unfit(say("Soal ini memuat lebih dari %(most)d pilihan.", most=MOST_PARTS))
    heading, *more = _stem(item)
    wording = Wording(
        identifier=identifier,
        type=item.type,
        heading=heading,
        more=PARTED.join(more),
        answers=tuple(ANSWERS.get(item.type, _option)(part) for part in item.parts),
        general=PARTED.join(blocks(item.general, one_line=True)),
        facts=_facts(item),
        rubric=tuple(tuple(map(_cell, row)) for row in _rubric(item)),
    )
    return lay_out(wording)


def _stem(item: Item) -> list[str]:
    found = blocks(item.stem)
    if not found:
        raise Unfit(say("Soal ini tidak mempunyai pertanyaan."))
    if "\n" in found[0] or re.match(r"<(table|ul|ol|pre|dl|blockquote|hr)\b", found[0]):
        found.insert(0, LEAD)
    for number, gap in enumerate(item.gaps, 1):
        found = [each.replace(GAP % number, _gap(gap)) for each in found]
    return found


def _facts(item: Item) -> dict[str, str]:
    given = {
        "competency": item.competency,
        "level": item.level,
        "points": item.points,
        "topic": item.topic,
        "unit": item.unit,
        "min_words": item.min_words,
        "max_words": item.max_words,
    }
    return {name: str(value) for name, value in given.items() if value}


def _option(part: Part) -> Answer:
    text = PARTED.join(blocks(part.text, one_line=True))
    return Answer(text, str(part.weight or ("x" if part.right else " ")), "", _comment(part))


def _accepted(part: Part) -> Answer:
    return Answer(f"{' '.join(part.text.split())}{_within(part)}", "x", "", _comment(part))


def _pair(part: Part) -> Answer:
    left, mark = (_side(part.text), "x") if part.right else ("", " ")
    right = _side(from_plain(" ".join(plain(part.other).split())))
    return Answer(left, mark, right, _comment(part))


def _step(part: Part) -> Answer:
    return Answer(_line(part.text), feedback=_comment(part))


def _comment(part: Part) -> str:
    return PARTED.join(blocks(part.feedback, one_line=True))


def _within(part: Part) -> str:
    return "" if part.tolerance in {"", "0"} else f" ± {part.tolerance}"


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


def _rubric(item: Item) -> Rubric:
    if item.type != "essay":
        return ()
    if not item.rubric:
        raise Unfit(
            say(
                "Esai ini tanpa rubrik, padahal di sini orang menilainya menurut rubrik. Tulis "
                "tabelnya dalam keterangan untuk penilai; kepala sel pertamanya Perilaku."
            ),
            item.type,
        )
    return item.rubric


def _cell(text: str) -> str:
    return _line(from_plain(text))


ANSWERS: dict[str, Callable[[Part], Answer]] = {
    "short": _accepted,
    "numeric": _accepted,
    "match": _pair,
    "order": _step,
}
