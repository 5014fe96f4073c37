"""Markdown to safe HTML, once, when a revision is made.

The only importer of `markdown` and `bleach`. What an author writes passes an allow-list; the parts
that need more than the list allows (identifiers, addresses, lazy images) are settled afterwards,
by our own code, from checked values.
"""
# long: the two ageing libraries stay in one file, so that replacing them touches one

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import bleach
import markdown
from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]  # the stubs leave it out
from bleach.sanitizer import Cleaner
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

# Reading speed for adults in Indonesian prose; a third of the time is asked before "done".
WORDS_A_MINUTE = 180
PREFIX = "b-"  # authors' identifiers never meet those of the page around them

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
KINDS = {"note": "", "info": "", "tip": "notice-done", "warning": "notice-warn"}
# What opens something: the parser looks on from each of them to the end, so its work grows with
# their square. A lesson has some hundreds; many more would hold it up for hours.
OPENS = re.compile(r"[\[<]|^#", re.MULTILINE)
MOST_OPENED, MOST_NOTES = 5000, 500
WEB = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True)
class Target:
    """Where a relative address leads; sizes are known for pictures."""

    url: str
    width: int | None = None
    height: int | None = None


Resolver = Callable[[str], Target | None]


@dataclass
class Rendered:
    html: str
    words: int
    headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, id, text
    missing: list[str] = field(default_factory=list)  # relative addresses that lead nowhere
    without_alt: list[str] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """Whole minutes of reading, at least one."""
        return max(1, math.ceil(self.words / WORDS_A_MINUTE))


class TooMuch(ValueError):
    """More brackets, tags, headings or notes than the parser gets through in a few seconds."""


def render(source: str, resolve: Resolver = lambda _: None) -> Rendered:
    """Turn Markdown into HTML that is safe in another person's page.

    Raises RecursionError for what is nested too deep, TooMuch for what would take too long.
    """
    if not source.strip():
        return Rendered("", 0)
    if source.count("[^") > MOST_NOTES or len(OPENS.findall(source)) > MOST_OPENED:
        raise TooMuch
    parser = markdown.Markdown(
        extensions=["extra", "admonition", "sane_lists", "toc", _House()],
        extension_configs={"extra": {"footnotes": {"BACKLINK_TITLE": "Kembali ke catatan {}"}}},
        output_format="html",
    )
    settled = Rendered("", 0)
    cleaner = Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        protocols=PROTOCOLS,
        strip=True,
        filters=[lambda source: _Settle(source, resolve, settled)],
    )
    settled.html = cleaner.clean(parser.convert(source)).strip()
    settled.words = len(plain(settled.html).split())
    settled.headings = _headings(settled.html)
    return settled


def render_line(source: str) -> str:
    """One line of Markdown (a stem, an option) without a paragraph around it."""
    html = render(source).html
    alone = html.count("<p>") == 1
    return re.sub(r"^<p>(.*)</p>$", r"\1", html, flags=re.DOTALL) if alone else html


def plain(html: str) -> str:
    """The text that a person reads in `html`."""
    spaced = re.sub(r"<(/?)(p|li|td|th|h\d|div|br|dd|dt)\b", r" <\1\2", html)
    return unescape(bleach.clean(spaced, tags=set(), strip=True)).strip()


def _headings(html: str) -> list[tuple[int, str, str]]:
    found = re.findall(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', html, flags=re.DOTALL)
    return [(int(level), name, plain(text)) for level, name, text in found]


class _House(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  the library's name
        md.treeprocessors.register(_Shape(md), "house", 1)


class _Shape(Treeprocessor):
    """Gives Markdown's plain output the shapes that our style sheet knows."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "p" and _is_lone_picture(child):
                    parent[place] = _figure(child[0])
                elif child.tag == "table":
                    parent[place] = _scroll(child)
                elif child.tag == "div" and "admonition" in child.get("class", ""):
                    _notice(child)
                elif child.tag == "h1":
                    child.tag = "h2"  # the page has its own


def _is_lone_picture(paragraph: Element) -> bool:
    alone = len(paragraph) == 1 and paragraph[0].tag == "img"
    return alone and not (paragraph.text or "").strip() and not (paragraph[0].tail or "").strip()


def _figure(picture: Element) -> Element:
    figure = Element("figure")
    figure.append(picture)
    title = picture.attrib.pop("title", "")
    if title:
        caption = Element("figcaption")
        caption.text = title
        figure.append(caption)
    return figure


def _scroll(table: Element) -> Element:
    for head in table.iter("th"):
        head.set("scope", "col")
    label = " / ".join("".join(cell.itertext()) for cell in table.iter("th"))
    around = Element("div", {"class": "scroll", "tabindex": "0", "role": "region"})
    around.set("aria-label", label or "Tabel")
    around.append(table)
    return around


def _notice(box: Element) -> None:
    kind = box.get("class", "").split()[1]
    box.tag = "aside"
    box.set("class", f"notice {KINDS.get(kind, '')}".strip())
    inside = Element("div")
    for child in list(box):
        box.remove(child)
        if child.get("class") == "admonition-title":
            box.set("aria-label", "".join(child.itertext()))
            child.attrib.pop("class")
            child.tag = "strong"
        inside.append(child)
    box.append(inside)


class _Settle(Filter):  # type: ignore[misc]  # bleach's html5lib shim has no types
    """Prefixes identifiers, resolves relative addresses and makes pictures lazy."""

    def __init__(self, source: Any, resolve: Resolver, settled: Rendered) -> None:
        super().__init__(source)
        self.resolve, self.settled = resolve, settled

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] in {"StartTag", "EmptyTag"}:
                self._settle(token["name"], token["data"])
            yield token

    def _settle(self, name: str, attributes: dict[tuple[str | None, str], str]) -> None:
        if (None, "id") in attributes:
            attributes[None, "id"] = PREFIX + attributes[None, "id"]
        if name == "a" and (None, "href") in attributes:
            self._link(attributes)
        if name == "img":
            self._picture(attributes)

    def _link(self, attributes: dict[tuple[str | None, str], str]) -> None:
        href = attributes[None, "href"]
        if href.startswith("#"):
            attributes[None, "href"] = "#" + PREFIX + href[1:]
        elif href.startswith(("http://", "https://")):
            attributes[None, "rel"] = "noopener noreferrer"
        elif not href.startswith(WEB):
            self._point(attributes, "href")

    def _picture(self, attributes: dict[tuple[str | None, str], str]) -> None:
        target = self._point(attributes, "src")
        attributes[None, "loading"] = "lazy"
        if target and target.width and target.height:
            attributes[None, "width"] = str(target.width)
            attributes[None, "height"] = str(target.height)
        if not attributes.get((None, "alt"), "").strip():
            self.settled.without_alt.append(attributes.get((None, "src"), ""))
            attributes[None, "alt"] = ""

    def _point(self, attributes: dict[tuple[str | None, str], str], name: str) -> Target | None:
        address = attributes.pop((None, name), "")
        parts = urlsplit(address)
        target = self.resolve(parts.path) if not parts.scheme and not parts.netloc else None
        if target is None:
            self.settled.missing.append(address)
            return None
        anchor = f"#{PREFIX}{parts.fragment}" if parts.fragment else ""
        attributes[None, name] = target.url + anchor
        return target
