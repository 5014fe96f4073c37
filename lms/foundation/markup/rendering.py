"""Markdown rendered, cleaned by an allow-list, and counted."""

import re
import threading
from html import unescape

import bleach
import markdown
from bleach.sanitizer import Cleaner

from lms.foundation.markup.formulas import Formulas, TooMuch
from lms.foundation.markup.linking import NameLinks
from lms.foundation.markup.rendered import Rendered, Resolver
from lms.foundation.markup.settling import Settle
from lms.foundation.markup.shapes import House

TAGS = frozenset(
    "a abbr aside b blockquote br caption cite code dd del div dl dt em figcaption figure footer "
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup "
    "table tbody td tfoot th thead tr u ul var".split()
)
ATTRIBUTES = {
    "*": ["id", "title", "lang"],
    "a": ["href", "class"],
    "abbr": ["title"],
    "aside": ["class", "aria-label"],
    "div": ["class", "tabindex", "role", "aria-label"],
    "img": ["src", "alt", "title"],
    "ol": ["start"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
PROTOCOLS = ["http", "https", "mailto", "tel"]
# What opens something: the parser looks on from each of them to the end, so its work grows with
# their square. A lesson has some hundreds; many more would hold it up for hours.
OPENS = re.compile(r"[\[<]|^#", re.MULTILINE)
MOST_OPENED, MOST_NOTES = 5000, 500
# A character by a number so long that Python refuses to read it.
ENDLESS = re.compile(r"&#[0-9]{9,}")
# A line of letters and ordinary punctuation is itself; most options of most questions are such.
ORDINARY = re.compile(r"[^\W\d_](?:[^\W_]|[ ,;:?!'\"/%().–’-])*(?<! )")


def render(source: str, resolve: Resolver = lambda _: None) -> Rendered:
    """Turn Markdown into HTML that is safe in another person's page.

    Raises RecursionError for what is nested too deep, TooMuch for what would take too long.
    """
    if not source.strip():
        return Rendered("", 0)
    if (
        ENDLESS.search(source)
        or source.count("[^") > MOST_NOTES
        or len(OPENS.findall(source)) > MOST_OPENED
    ):
        raise TooMuch
    if ORDINARY.fullmatch(source):
        return Rendered(f"<p>{source}</p>", len(source.split()))
    return _render(source, resolve)


def _render(source: str, resolve: Resolver) -> Rendered:
    settled, text, formulas = Rendered("", 0), list[str](), Formulas(source)
    cleaner = Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=True,
        filters=[
            lambda source: Settle(source, resolve, settled, text, formulas.as_written),
            NameLinks,
        ],
    )
    settled.html = formulas.shown(cleaner.clean(_converted(formulas.source)).strip(), settled)
    settled.words = len(unescape(ENDLESS.sub("\ufffd", "".join(text))).split())
    settled.headings = _headings(settled.html)
    return settled


class _Parsers(threading.local):
    """A thread's parser: making one costs more than most texts do."""

    free: markdown.Markdown | None = None


_parsers = _Parsers()


def _converted(source: str) -> str:
    """What raises leaves its parser in the middle of something, so that one is not used again."""
    parser, _parsers.free = _parsers.free or _parser(), None
    html = parser.convert(source)
    _parsers.free = parser.reset()
    return html


def _parser() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=["extra", "admonition", "sane_lists", "toc", House()],
        extension_configs={"extra": {"footnotes": {"BACKLINK_TITLE": "Kembali ke catatan {}"}}},
        output_format="html",
    )


def plain(html: str) -> str:
    """The text that a person reads in `html`."""
    if "<" not in html and "&" not in html:
        return html.strip()
    html = ENDLESS.sub("\ufffd", html)
    spaced = re.sub(r"<(/?)(p|li|td|th|h\d|div|br|dd|dt)\b", r" <\1\2", html)
    return unescape(bleach.clean(spaced, tags=set(), strip=True)).strip()


def _headings(html: str) -> list[tuple[int, str, str]]:
    found = re.findall(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', html, flags=re.DOTALL)
    return [(int(level), name, plain(text)) for level, name, text in found]
