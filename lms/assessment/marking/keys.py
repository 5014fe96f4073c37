"""What was right: in words, and as an answer that would give it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from lms.assessment.marking.by_type import HEAVIEST, sequence
from lms.foundation.language import say

Content = Mapping[str, Any]


def key_of(gap: Content) -> str:
    """Of a gap: the option to choose, or what may be typed."""
    if gap["type"] == "single":
        return next(str(each["text"]) for each in gap["options"] if each["right"])
    return accepted(gap)


def accepted(content: Content) -> str:
    return str(say(" atau ")).join(spoken(each) for each in content["accepted"])


def right_answer(kind: str, content: Content) -> list[str] | str:
    """An answer in the author's numbers that gets all the points."""
    return ANSWERS.get(kind, _rights)(content)


def _rights(content: Content) -> list[str]:
    return [str(n) for n, each in enumerate(content["options"], 1) if each["right"]]


def _filling(gap: Content) -> str:
    filling = right_answer(gap["type"], gap)
    return filling if isinstance(filling, str) else filling[0]


ANSWERS: dict[str, Callable[[Content], list[str] | str]] = {
    "short": lambda content: str(content["accepted"][0]),
    "numeric": lambda content: _figure(content["accepted"][0]["value"]),
    "match": lambda content: [str(pair["right"]) for pair in content["pairs"]],
    "order": lambda content: [str(n) for n in sequence(content)],
    "cloze": lambda content: [_filling(gap) for gap in content["gaps"]],
    "sjt": lambda content: str([each["weight"] for each in content["options"]].index(HEAVIEST) + 1),
    "essay": lambda _: "",  # nobody but a reader can tell
}


def spoken(each: str | Mapping[str, float]) -> str:
    """One accepted answer, written as its author would."""
    if isinstance(each, str):
        return each
    value, tolerance = _figure(each["value"]), _figure(each["tolerance"])
    return f"{value} ± {tolerance}" if each["tolerance"] else value


def _figure(number: float) -> str:
    """As its author wrote it, with the decimal comma."""
    return f"{Decimal(str(number)):f}".removesuffix(".0").replace(".", ",")
