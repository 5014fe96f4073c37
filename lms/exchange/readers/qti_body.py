"""The body of a QTI item: its text as HTML, and its interactions."""

from collections.abc import Iterator
from functools import cached_property
from html import escape
from xml.etree.ElementTree import Element

from lms.exchange.items import GAP, Rubric
from lms.exchange.rubrics import taken
from lms.exchange.trees import child, local

ATTRIBUTES = {"href", "colspan", "rowspan", "start"}
EMPTY = {"br", "hr", "img", "col"}
SILENT = {"rubricBlock", "feedbackBlock", "feedbackInline", "printedVariable", "stylesheet"}


class Body:
    """An item's body, read once."""

    def __init__(self, item: Element) -> None:
        self.element = child(item, "itemBody")
        self.interactions = list(_interactions(self.element))

    @property
    def kind(self) -> str:
        """The source's own name of what it is."""
        return local(self.interactions[0]) if self.interactions else ""

    @property
    def has_more(self) -> bool:
        """Whether it says more than a question of ours can."""
        inside = [] if self.element is None else list(self.element.iter())
        notes = {"feedbackBlock"} if self.rubric else {"rubricBlock", "feedbackBlock"}
        return bool(self.around) or any(local(each) in notes for each in inside)

    @cached_property
    def _notes(self) -> tuple[Rubric, str]:
        inside = [] if self.element is None else list(self.element.iter())
        said = "".join(html_of(each) for each in inside if local(each) == "rubricBlock")
        return taken(said)

    @property
    def rubric(self) -> Rubric:
        """What markers are given, where it is a rubric of ours."""
        return self._notes[0]

    @property
    def around(self) -> str:
        """What else they are told."""
        return self._notes[1]

    def stem(self, mark: str = "") -> str:
        """The text around the interactions; `mark` stands for each, GAP as its gap."""
        html = "" if self.element is None else html_of(self.element)
        for number in range(1, len(self.interactions) + 1):
            html = html if mark == GAP else html.replace(GAP % number, mark, 1)
        prompt = child(self.interactions[0], "prompt") if self.interactions else None
        asked = "" if prompt is None else f"<p>{html_of(prompt)}</p>"
        return f"{html}{asked}".replace("<p></p>", "")


def html_of(element: Element) -> str:
    """What is inside as HTML; the nth interaction leaves the mark of the nth gap."""
    return _inside(element, iter(range(1, 10_000))).strip()


def _interactions(element: Element | None) -> Iterator[Element]:
    for each in [] if element is None else element.iter():
        if local(each).endswith("Interaction"):
            yield each


def _inside(element: Element, numbers: Iterator[int]) -> str:
    written = _escaped(element.text)
    for each in element:
        written += _html(each, numbers) + _escaped(each.tail)
    return written


def _html(element: Element, numbers: Iterator[int]) -> str:
    name = local(element)
    if name in SILENT:
        return ""
    if name.endswith("Interaction"):
        return GAP % next(numbers)
    given = "".join(
        f' {key}="{escape(value)}"' for key, value in element.items() if key in ATTRIBUTES
    )
    opened = f"<{name}{given}>"
    return opened if name in EMPTY else f"{opened}{_inside(element, numbers)}</{name}>"


def _escaped(text: str | None) -> str:
    return escape((text or "").replace("\ue000", "").replace("\ue001", ""), quote=False)
