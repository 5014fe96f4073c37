"""Formulas on their way through Markdown: a sign each, so that nothing in them is read as Markdown.

What turns out to be code, or stands in an attribute, becomes again what its author wrote.
"""

import re
from html import escape

from lms.foundation.markup.dollars import Formula, formulas
from lms.foundation.markup.maths import WrongTeX, mathml
from lms.foundation.markup.rendered import Rendered

MOST = 500
MOST_LETTERS = 20_000  # in all of one text; a thousand take some 50 ms
OPEN, CLOSE = "\uf8f0", "\uf8f1"  # of nobody's writing
SIGN = re.compile(f"{OPEN}(\\d+){CLOSE}")


class TooMuch(ValueError):
    """More brackets, tags, headings, notes or formulas than are got through in a few seconds."""


class Formulas:
    """Of one text; raises TooMuch where it has too many."""

    def __init__(self, source: str) -> None:
        source = source.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
        self.found: list[Formula] = list(formulas(source)) if "$" in source else []
        letters = sum(len(each.tex) for each in self.found)
        if len(self.found) > MOST or letters > MOST_LETTERS:
            raise TooMuch
        self.raw = [source[each.start : each.end] for each in self.found]
        self.source = self._signed(source)

    def _signed(self, source: str) -> str:
        parts, at = list[str](), 0
        for number, each in enumerate(self.found):
            parts += [source[at : each.start], f"{OPEN}{number}{CLOSE}"]
            at = each.end
        return "".join([*parts, source[at:]])

    def as_written(self, text: str) -> str:
        """For code and attributes, before they are escaped."""
        return SIGN.sub(lambda it: self.raw[int(it[1])], text)

    def shown(self, html: str, settled: Rendered) -> str:
        """For the page, once it is clean; what is wrong with one is told, and it stays as it is."""
        return SIGN.sub(lambda it: self._made(int(it[1]), settled), html)

    def _made(self, number: int, settled: Rendered) -> str:
        formula, raw = self.found[number], self.raw[number]
        try:
            return mathml(formula.tex, block=formula.block)
        except WrongTeX as wrong:
            settled.wrong_tex.append((raw, wrong.why))
            return f"<code>{escape(raw)}</code>"
