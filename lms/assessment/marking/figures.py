"""Numbers as people type them, in Indonesian or in English, with their unit or without.

What was typed may stand for more than one number: "1.500" is one thousand five hundred to an
Indonesian and one and a half to a pocket calculator. Both readings are answered, since the two
are so far apart that no tolerance holds both; "0.500" and "12.5" have one reading only.
"""

import re
import unicodedata
from decimal import Decimal

LONGEST = 60  # characters; no sensible number is longer
SIGN = r"[+\-]?"
PLAIN = re.compile(rf"({SIGN})(\d+(?:[.,]\d+)?|[.,]\d+)", re.ASCII)
DOTTED = re.compile(rf"({SIGN})([1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?)", re.ASCII)
# One comma alone is the decimal comma, so it must be told apart by a second one or by a point.
COMMAED = re.compile(
    rf"({SIGN})([1-9]\d{{0,2}}(?:(?:,\d{{3}}){{2,}}(?:\.\d+)?|,\d{{3}}\.\d+))", re.ASCII
)
SPACED = re.compile(rf"({SIGN})([1-9]\d{{0,2}}(?: \d{{3}})+(?:[.,]\d+)?)", re.ASCII)
DASHES = str.maketrans({"−": "-", "–": "-", "‒": "-"})  # noqa: RUF001  as word processors type it


def readings(typed: str, unit: str = "") -> tuple[Decimal, ...]:
    """The numbers that `typed` may stand for; none where it is no number."""
    if len(typed) > LONGEST:
        return ()
    text = _without_unit(_plain(typed), _plain(unit))
    found: list[Decimal] = []
    for form, drop in ((PLAIN, ""), (DOTTED, "."), (COMMAED, ","), (SPACED, " ")):
        match = form.fullmatch(text)
        if match:
            digits = match[2].replace(drop, "") if drop else match[2]
            found.append(Decimal(match[1] + digits.replace(",", ".")))
    return tuple(found)


def _plain(text: str) -> str:
    spoken = unicodedata.normalize("NFKC", text).casefold().translate(DASHES)
    return " ".join(spoken.split()).rstrip(".,;")


def _without_unit(text: str, unit: str) -> str:
    """`text` without its unit, which may stand before it as in Rp 5.000."""
    if unit and text.endswith(unit):
        text = text.removesuffix(unit)
    elif unit and text.startswith(unit):
        text = text.removeprefix(unit).removeprefix(".")
    return text.strip()
