"""A question as the database keeps it, made an item; the shapes are those of reading.shapes."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from lms.catalog.models import QuestionVersion
from lms.exchange.items import GAP, Gap, Item, Part, Rubric, Unfit
from lms.exchange.nodes import from_plain
from lms.exchange.readers.scoring import plain_number
from lms.foundation.language import say

Content = Mapping[str, Any]


def item_of(version: QuestionVersion) -> Item:
    """Raises Unfit for what cannot leave: a picture of a course lies beside the question."""
    content = version.content
    if "<img" in str(content):
        raise Unfit(say("Soal memuat gambar, yang tidak ikut diekspor."), version.type)
    if version.type not in PARTS and version.type not in {"cloze", "essay"}:
        raise Unfit(say("Jenis soal ini belum dapat diekspor."), version.type)
    return Item(
        type=version.type,
        stem=_stem(version.type, content),
        parts=PARTS.get(version.type, _nothing)(content),
        gaps=_gaps(content) if version.type == "cloze" else (),
        general=content.get("general", ""),
        identifier=version.key.partition("#")[2],
        competency=version.competency_code or "",
        level=version.level,
        topic=version.topic,
        points=version.points,
        unit=content.get("unit", ""),
        rubric=_rubric(content) if version.type == "essay" else (),
        min_words=content.get("min_words") or None,
        max_words=content.get("max_words"),
    )


def _stem(kind: str, content: Content) -> str:
    if kind != "cloze":
        return str(content["stem"])
    first, *pieces = content["pieces"]
    return str(first) + "".join(f"{GAP % number}{each}" for number, each in enumerate(pieces, 1))


def _rubric(content: Content) -> Rubric:
    rows = content["rubric"]
    return (
        ("Perilaku", *content["rubric_levels"]),
        *((_behaviour(row), *row["levels"]) for row in rows),
    )


def _behaviour(row: Content) -> str:
    return f"{row['behaviour']} ({row['competency']})" if row["competency"] else row["behaviour"]


def _options(content: Content) -> tuple[Part, ...]:
    return tuple(
        Part(each["html"], each["right"], each["feedback"], weight=each.get("weight", 0))
        for each in content["options"]
    )


def _accepted(content: Content) -> tuple[Part, ...]:
    pairs = zip(content["accepted"], content["feedback"], strict=True)
    return tuple(_answer(each, feedback) for each, feedback in pairs)


def _answer(accepted: Any, feedback: str = "") -> Part:
    if isinstance(accepted, str):
        return Part(accepted, True, feedback)
    return Part(
        _number(accepted["value"]), True, feedback, tolerance=_number(accepted["tolerance"])
    )


def _number(value: float) -> str:
    return plain_number(Decimal(str(value)))


def _pairs(content: Content) -> tuple[Part, ...]:
    rights: Sequence[Content] = content["rights"]
    pairs = [
        Part(each["html"], True, each["feedback"], from_plain(rights[each["right"] - 1]["text"]))
        for each in content["pairs"]
    ]
    met = {each["right"] for each in content["pairs"]}
    spare = [
        Part("", False, each.get("feedback", ""), from_plain(each["text"]))
        for number, each in enumerate(rights, 1)
        if number not in met
    ]
    return (*pairs, *spare)


def _steps(content: Content) -> tuple[Part, ...]:
    return tuple(Part(each["html"], True, each["feedback"]) for each in content["steps"])


def _gaps(content: Content) -> tuple[Gap, ...]:
    return tuple(
        Gap(tuple(Part(it["text"], it["right"]) for it in gap["options"]), chosen=True)
        if "options" in gap
        else Gap(tuple(_answer(it) for it in gap["accepted"]))
        for gap in content["gaps"]
    )


def _nothing(_: Content) -> tuple[Part, ...]:
    return ()


PARTS: dict[str, Callable[[Content], tuple[Part, ...]]] = {
    "single": _options,
    "multiple": _options,
    "truefalse": _options,
    "sjt": _options,
    "short": _accepted,
    "numeric": _accepted,
    "match": _pairs,
    "order": _steps,
}
