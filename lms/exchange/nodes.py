"""HTML as a tree, forgiving as browsers are, and without what a question may not bring along."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from lms.exchange.items import Unfit
from lms.foundation.language import say
from lms.foundation.markup import ENDLESS, TooMuch, render

VOID = {"br", "hr", "img", "col", "wbr", "input", "embed", "source", "meta", "link", "area", "base"}
SILENT = {"script", "style", "head", "title", "template", "noscript"}
PICTURES = {"img", "svg", "object", "embed", "video", "audio", "iframe", "canvas", "picture"}
FORMULAS = {"math"}
CLOSES_ITSELF = {"p": {"p"}, "li": {"li"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}}
KEPT = {"href", "colspan", "rowspan", "start", "scope", "lang"}
LONGEST, MOST_TAGS, DEEPEST = 20_000, 2000, 60  # parsers look on from each tag to the end
DOLLAR = "\uf8f2"  # elsewhere it begins no formula
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        _refuse(tag)
        if self.open[-1].tag in CLOSES_ITSELF.get(tag, ()):
            self.open.pop()
        node = Node(
            tag, {name: " ".join((value or "").split()) for name, value in attrs if name in KEPT}
        )
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)
        if len(self.open) > DEEPEST:
            raise Unfit(say("HTML-nya bersarang terlalu dalam."))

    def handle_endtag(self, tag: str) -> None:
        if tag in {node.tag for node in self.open[1:]}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag not in SILENT:
            self.open[-1].inside.append(data)


def _refuse(tag: str) -> None:
    if tag in PICTURES:
        raise Unfit(say("Soal memuat gambar atau media; bank soal belum dapat menyimpannya."))
    if tag in FORMULAS:
        raise Unfit(say("Soal memuat rumus MathML, yang belum dapat ditampilkan."))


def tree(html: str) -> Node:
    """Raises Unfit for what no question of the bank can hold."""
    ensure_bearable(html)
    if UNSEEN.search(html):
        raise Unfit(say("Teksnya memuat karakter kendali yang tidak terlihat."))
    if "<" not in html and "&" not in html:
        return Node("", {}, [html])
    builder = _Builder()
    try:
        builder.feed(html)
        builder.close()
    except AssertionError:  # so the parser calls a declaration that it cannot read
        raise Unfit(say("HTML-nya tidak terbaca.")) from None
    return builder.open[0]


def ensure_bearable(text: str) -> None:
    """Raises Unfit for what would hold up whoever reads it."""
    if len(text) > LONGEST:
        raise Unfit(say("Teksnya lebih dari %(most)d huruf.", most=LONGEST))
    if text.count("<") > MOST_TAGS or ENDLESS.search(text):
        raise Unfit(say("HTML-nya terlalu rumit."))


def from_plain(text: str) -> str:
    """Plain text as HTML: a blank line parts paragraphs, another line end is kept as one."""
    parts = [escape(each.strip(), quote=False) for each in re.split(r"\n\s*\n", text.strip())]
    lines = [each.replace("\n", "<br>") for each in parts]
    return lines[0] if len(lines) == 1 else "".join(f"<p>{each}</p>" for each in lines)


def from_markdown(text: str) -> str:
    """Somebody else's Markdown as HTML; raises Unfit for what takes too long to render."""
    ensure_bearable(text)
    try:
        return render(text.replace("$", DOLLAR)).html.replace(DOLLAR, "$")
    except (TooMuch, RecursionError):
        raise Unfit(say("Markdown-nya terlalu rumit.")) from None
