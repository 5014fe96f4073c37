"""Which dollars of a text hold a formula, and which are money.

As Pandoc reads them: an opening `$` stands before something, a closing one behind something and
before no digit. A line that speaks of money has pairs like this too, so more is asked of ours.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2000  # letters of a formula
MARKS = re.compile(r"\\.|`+|\$+", re.DOTALL)
BLANK_LINE = re.compile(r"\n[ \t]*\n")
# What only a formula has: `$5 juta lebih murah dari 10$` is none, nor is `$100 - 200$`.
SIGN = re.compile(r"[\\^_=+<>{}]")
BLOCK = re.compile(r"\n\s*(?:[-*+>|#]|\d+[.)])\s")  # a list, a table or a heading begins
MONEY = re.compile(r"\d[^\s]*\s")


@dataclass(frozen=True)
class Formula:
    start: int  # of its first dollar in the text
    end: int
    tex: str
    block: bool  # stands by itself, as between two dollars each


def formulas(text: str) -> Iterator[Formula]:
    """In their order; code is passed over, and no formula goes across a blank line."""
    start = 0
    for blank in (*BLANK_LINE.finditer(text), None):
        end = blank.start() if blank else len(text)
        if "$" in text[start:end]:
            yield from _within(text, start, end)
        start = end


def _within(text: str, start: int, end: int) -> Iterator[Formula]:
    """Of one paragraph; each mark is looked at once, however many stand there."""
    marks = list(MARKS.finditer(text, start, end))
    fences = defaultdict[str, list[int]](list)
    for at, each in enumerate(marks):
        fences[each[0]].append(at)
    at = 0
    while at < len(marks):
        mark, after = marks[at][0], at + 1
        if mark[0] == "`":
            later = fences[mark]
            closing = bisect_right(later, at)
            after = later[closing] + 1 if closing < len(later) else after
        elif mark[0] == "$":
            closes = next((n for n in range(at + 1, len(marks)) if marks[n][0][0] != "\\"), None)
            found = closes and _formula(text, marks[at], marks[closes])
            if found and closes:
                yield found
                after = closes + 1
        at = after


def _formula(text: str, opens: re.Match[str], closes: re.Match[str]) -> Formula | None:
    inside, block = text[opens.end() : closes.start()], opens[0] == "$$"
    fits = opens[0] == closes[0] and len(opens[0]) <= 2 and 0 < len(inside) <= LONGEST
    if not fits or not inside.strip() or not (block or _is_maths(text, opens, closes, inside)):
        return None
    return Formula(opens.start(), closes.end(), inside.strip(), block)


def _is_maths(text: str, opens: re.Match[str], closes: re.Match[str], inside: str) -> bool:
    before, after = text[: opens.start()][-1:], text[closes.end() : closes.end() + 1]
    if before.isalnum() or after.isalnum() or inside[0].isspace() or inside[-1].isspace():
        return False
    return not BLOCK.search(inside) and (not MONEY.match(inside) or bool(SIGN.search(inside)))
