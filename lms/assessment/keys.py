"""What was right: in words, and as an answer that would give it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from lms.catalog.library import Question
from lms.foundation.language import say


def key_of(gap: Mapping[str, Any]) -> str:
    """Of a gap: the option to choose, or what may be typed."""
    if gap["type"] == "single":
        return next(str(each["text"]) for each in gap["options"] if each["right"])
    return accepted(gap)


def accepted(content: Mapping[str, Any]) -> str:
    return str(say(" atau ")).join(_spoken(each) for each in content["accepted"])


def right_answer(asked: Question) -> list[str] | str | None:
    """In the author's numbers; none where the options themselves tell what is right."""
    return ANSWERS[asked.type](asked.content) if asked.type in ANSWERS else None


ANSWERS: dict[str, Callable[[Mapping[str, Any]], list[str] | str]] = {
    "short": lambda content: str(content["accepted"][0]),
    "numeric": lambda content: _figure(content["accepted"][0]["value"]),
    "match": lambda content: [str(pair["right"]) for pair in content["pairs"]],
    "order": lambda content: [str(n) for n, _ in enumerate(content["steps"], 1)],
    "cloze": lambda content: [_filling(gap) for gap in content["gaps"]],
}


def _filling(gap: Mapping[str, Any]) -> str:
    if gap["type"] == "single":
        return next(str(n) for n, each in enumerate(gap["options"], 1) if each["right"])
    return ANSWERS[gap["type"]](gap)  # type: ignore[return-value]  a gap is one text


def _spoken(each: str | Mapping[str, float]) -> str:
    if isinstance(each, str):
        return each
    value, tolerance = _figure(each["value"]), _figure(each["tolerance"])
    return f"{value} ± {tolerance}" if each["tolerance"] else value


def _figure(number: float) -> str:
    """As its author wrote it, with the decimal comma."""
    return f"{Decimal(str(number)):f}".removesuffix(".0").replace(".", ",")
