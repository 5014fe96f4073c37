"""Items as GIFT. What GIFT has no words for goes into remarks that our reader knows again."""

import re
from collections.abc import Callable, Iterator

from lms.exchange.items import Item, Part, Unfit, labels_for
from lms.exchange.rubrics import table
from lms.foundation.language import say
from lms.foundation.markup import plain

BINARY = [("Benar", True), ("Salah", True)]
SIGNS = re.compile(r"([~=#{}:\\])")


def written(items: list[Item]) -> bytes:
    """The file; every item is one that `question` can write."""
    return "\n".join(question(each) for each in items).encode()


def question(item: Item) -> str:
    """One question with the blank line after it; raises Unfit for a type that GIFT has not."""
    if item.type not in ANSWERS:
        raise Unfit(say("GIFT tidak mengenal jenis soal ini."), item.type)
    tags = "".join(f" [tag:{_tag(each)}]" for each in labels_for(item))
    rubric = f" [rubric:{_tag(table(item.rubric))}]" if item.rubric else ""
    answers = "".join(f"\n\t{each}" for each in ANSWERS[item.type](item))
    general = f"\n\t####{_text(item.general)}" if item.general else ""
    inside = answers.lstrip() if item.type in INLINE else answers
    body = f"{{{inside}{general}\n}}" if inside or general else "{}"
    remark = f"// [id:{item.identifier}]{tags}{rubric}\n"
    return f"{remark}::{_text(item.identifier)}::[html]{_text(item.stem)} {body}\n"


def _tag(label: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", " ".join(label.split()))


def _text(html: str) -> str:
    """HTML on one line; a line end that means something is an entity by now."""
    text = html.replace("\n", "&#10;" if "<pre" in html else " ")
    return SIGNS.sub(r"\\\1", text)


def _options(item: Item) -> Iterator[str]:
    for part in item.parts:
        yield f"{'=' if part.right else '~'}{_text(part.text)}{_feedback(part)}"


def _several(item: Item) -> Iterator[str]:
    share = f"{100 / max(1, sum(part.right for part in item.parts)):.5f}".rstrip("0").rstrip(".")
    for part in item.parts:
        yield f"~%{'' if part.right else '-'}{share}%{_text(part.text)}{_feedback(part)}"


def _judged(item: Item) -> Iterator[str]:
    for part in item.parts:
        sign = "=" if part.weight == 5 else f"~%{part.weight * 20}%"
        yield f"{sign}{_text(part.text)}{_feedback(part)}"


def _binary(item: Item) -> Iterator[str]:
    """Where the two options are not called as GIFT calls them, it is a choice like others."""
    if [(plain(part.text), True) for part in item.parts] != BINARY:
        yield from _options(item)
        return
    wrong = next((part.feedback for part in item.parts if not part.right), "")
    well = next((part.feedback for part in item.parts if part.right), "")
    said = f"#{_text(wrong)}#{_text(well)}" if wrong or well else ""
    yield f"{'TRUE' if item.parts[0].right else 'FALSE'}{said}"


def _accepted(item: Item) -> Iterator[str]:
    for part in item.parts:
        if "*" in part.text:
            raise Unfit(say("Dalam GIFT tanda * pada jawaban berarti apa saja."), item.type)
        yield f"={_text(part.text)}{_feedback(part)}"


def _numbers(item: Item) -> Iterator[str]:
    yield "#"
    for part in item.parts:
        yield f"={part.text}:{part.tolerance}{_feedback(part)}"


def _pairs(item: Item) -> Iterator[str]:
    for part in item.parts:
        if "->" in part.text + part.other:
            raise Unfit(say("Dalam GIFT tanda -> memisahkan pasangan."), item.type)
        yield f"={_text(part.text)} -> {_text(part.other)}"


def _nothing(_: Item) -> Iterator[str]:
    return iter(())


def _feedback(part: Part) -> str:
    return f" #{_text(part.feedback)}" if part.feedback else ""


INLINE = {"truefalse", "numeric"}
ANSWERS: dict[str, Callable[[Item], Iterator[str]]] = {
    "single": _options,
    "multiple": _several,
    "truefalse": _binary,
    "short": _accepted,
    "numeric": _numbers,
    "match": _pairs,
    "essay": _nothing,
    "sjt": _judged,
}
