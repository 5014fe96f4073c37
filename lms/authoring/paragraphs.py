"""The paragraphs of a page, and where a paragraph of once stands in the page of today."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

ALIKE = 0.6  # of their words in common, in order; less is another paragraph
APART = 0.1  # by so much the best must be better than the next, or nobody can say which it is
LONGEST = 400  # words that are compared
APART_ALWAYS = {"br", "li", "td", "th", "tr", "p", "dt", "dd", "div"}  # words do not run together
ENDLESS = {"br", "hr", "img", "input", "wbr", "source"}


@dataclass(frozen=True)
class Paragraph:
    """A block of the page: a paragraph, a heading, a list, a table, a picture, a box."""

    html: str
    text: str


@dataclass(frozen=True)
class Placed:
    number: int  # from 1
    changed: bool


def paragraphs(html: str) -> list[Paragraph]:
    """The outermost elements of clean HTML; put together again they are that HTML."""
    return _Parting(html).found


class _Parting(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html, self.depth, self.begin = html, 0, 0
        self.words: list[str] = []
        self.found: list[Paragraph] = []
        self.lines = [0]
        for line in html.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.feed(html)
        self.close()
        self._part(len(html))

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0:
            self._part(self._here())
        self.words.extend(value for name, value in attrs if name == "alt" and value)
        if tag in APART_ALWAYS:
            self.words.append(" ")
        if tag not in ENDLESS:
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ENDLESS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ENDLESS:
            self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def _part(self, end: int) -> None:
        """What came since the last part; blanks alone belong to what follows."""
        html, text = self.html[self.begin : end], " ".join("".join(self.words).split())
        if html.strip():
            self.found.append(Paragraph(html, text))
            self.begin, self.words = end, []


def place(quote: str, number: int, texts: Sequence[str]) -> Placed | None:
    """Where the paragraph that was `quote`, at `number`, stands now; None where nobody can say.

    The same words are the same paragraph, the nearest where several have them. Otherwise it is the
    one that is alike, if it is clearly more so than any other.
    """
    same = [n for n, text in enumerate(texts, 1) if text == quote]
    if same:
        return Placed(min(same, key=lambda n: abs(n - number)), changed=False)
    ranked = sorted(((_likeness(quote, text), n) for n, text in enumerate(texts, 1)), reverse=True)
    best, at = ranked[0] if ranked else (0.0, 0)
    next_best = ranked[1][0] if len(ranked) > 1 else 0.0
    if best < ALIKE or best - next_best < APART:
        return None
    return Placed(at, changed=True)


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, old.split()[:LONGEST], new.split()[:LONGEST], autojunk=False)
    if matcher.real_quick_ratio() < ALIKE - APART or matcher.quick_ratio() < ALIKE - APART:
        return 0.0  # too far away to be it, or to be mistaken for it
    return matcher.ratio()
