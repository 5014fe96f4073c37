"""What was right, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lms.foundation.language import say


def key_of(gap: Mapping[str, Any]) -> str:
    """Of a gap: the option to choose, or what may be typed."""
    if gap["type"] == "single":
        return next(str(each["text"]) for each in gap["options"] if each["right"])
    return accepted(gap)


def accepted(content: Mapping[str, Any]) -> str:
    return str(say(" atau ")).join(_spoken(each) for each in content["accepted"])


def _spoken(each: str | Mapping[str, float]) -> str:
    if isinstance(each, str):
        return each
    value, tolerance = _figure(each["value"]), _figure(each["tolerance"])
    return f"{value} ± {tolerance}" if each["tolerance"] else value


def _figure(number: float) -> str:
    """As its author wrote it, with the decimal comma."""
    return f"{Decimal(str(number)):f}".removesuffix(".0").replace(".", ",")
