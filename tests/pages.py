"""What makes a page well made, told by reading its HTML; each fault is a sentence."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())
FIELDS = {"input", "select", "textarea"}
NEED_NO_LABEL = {"hidden", "submit", "reset", "button", "image"}
REFERENCES = set("for form list headers popovertarget commandfor".split()) | {
    f"aria-{what}" for what in "labelledby describedby controls details errormessage owns".split()
}
INERT_SCRIPTS = {"application/json", "application/ld+json"}  # read by scripts, never run
SHOWS_ADDRESSES = {"code", "pre", "kbd", "samp", "textarea", "script"}
BARE_URL = re.compile(r"https?://\S+")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    above: "Element | None" = None
    text: str = ""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "").strip()

    def inside(self, *tags: str) -> bool:
        return self.tag in tags or bool(self.above and self.above.inside(*tags))

    def __str__(self) -> str:
        return "<" + " ".join([self.tag, *(f'{k}="{v}"' for k, v in self.attributes.items())]) + ">"


@dataclass
class Page:
    """A page taken apart: every element with the text inside it."""

    doctype: bool = False
    elements: list[Element] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)  # URLs shown as text
    misnested: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def ids(self) -> Counter[str]:
        return Counter(each.get("id") for each in self.elements if "id" in each.attributes)


def read(html: str) -> Page:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.misnested += [f"{element} is never closed" for element in reader.open]
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[Element] = []

    def handle_decl(self, declaration: str) -> None:
        self.page.doctype = declaration.lower() == "doctype html"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        above = self.open[-1] if self.open else None
        element = Element(tag, {name: value or "" for name, value in attributes}, above)
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)
        if tag == "img":
            self.handle_data(element.get("alt"))  # an image speaks by its alternative

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1].tag == tag:
            self.open.pop()
        else:
            inside = self.open[-1] if self.open else "nothing"
            self.page.misnested.append(f"</{tag}> on line {self.getpos()[0]} closes {inside}")

    def handle_data(self, text: str) -> None:
        for element in self.open:
            element.text += text
        if self.open and not self.open[-1].inside(*SHOWS_ADDRESSES):
            self.page.addresses += BARE_URL.findall(text)


def faults(html: str) -> list[str]:
    """Everything that is wrong with a page; empty for a well made one."""
    page = read(html)
    checks = (_frame, _heading, _ids, _fields, _controls, _links, _images, _inline)
    return [sentence for check in checks for sentence in check(page)]


def _frame(page: Page) -> list[str]:
    found = [f"Nested wrongly: {each}" for each in page.misnested[:3]]  # the rest follow from them
    if not page.doctype:
        found.append("A page begins with <!doctype html>")
    if not any(root.get("lang") for root in page.all("html")):
        found.append("Say the language: <html lang=…>")
    return found + [f"A bare address tells nobody where it leads: {url}" for url in page.addresses]


def _heading(page: Page) -> list[str]:
    headings = [" ".join(each.text.split()) for each in page.all("h1")]
    titles = [" ".join(each.text.split()) for each in page.all("title") if each.inside("head")]
    if len(headings) != 1 or not headings[0]:
        return [f"A page has one <h1> with words in it; this has {headings}"]
    if len(titles) != 1 or not titles[0].startswith(headings[0]):
        return [f"The title begins with the heading {headings[0]!r}; this is {titles}"]
    return []


def _ids(page: Page) -> list[str]:
    ids = page.ids
    found = [f"The id {name!r} is used {times} times" for name, times in ids.items() if times > 1]
    for element in page.elements:
        for name in REFERENCES & element.attributes.keys():
            missing = [each for each in element.get(name).split() if each not in ids]
            found += [f"{element}: {name} names {each!r}, which is not here" for each in missing]
    return found


def _fields(page: Page) -> list[str]:
    labelled = {label.get("for") for label in page.all("label") if label.text.strip()}
    return [
        f"{each} has no label"
        for each in page.all(*FIELDS)
        if each.get("type") not in NEED_NO_LABEL
        and each.get("id") not in labelled
        and not (each.get("aria-label") or each.get("aria-labelledby"))
        and not each.inside("label")
    ]


def _controls(page: Page) -> list[str]:
    return [
        f"{each} has no words to be called by"
        for each in page.all("a", "button", "summary")
        if not (each.text.strip() or each.get("aria-label") or each.get("aria-labelledby"))
    ]


def _links(page: Page) -> list[str]:
    found = []
    for link in (each for each in page.elements if "href" in each.attributes):
        address = link.get("href")
        if address in {"", "#"} or address.lower().startswith("javascript:"):
            found.append(f"{link} leads nowhere")
        elif address.startswith("#") and address[1:] not in page.ids:
            found.append(f"{link} leads to a place that is not here")
    return found


def _images(page: Page) -> list[str]:
    return [f"{each} has no alt" for each in page.all("img") if "alt" not in each.attributes] + [
        f"{each} has nothing to show" for each in page.all("img") if not each.get("src")
    ]


def _inline(page: Page) -> list[str]:
    found = [
        f"{each} is inline, which the content security policy forbids"
        for each in page.all("script", "style")
        if "src" not in each.attributes and each.get("type") not in INERT_SCRIPTS
    ]
    for element in page.elements:
        acts = [name for name in element.attributes if name.startswith("on") or name == "style"]
        found += [f"{element}: {name} is inline, which the policy forbids" for name in acts]
    return found
