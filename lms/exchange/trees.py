"""XML from strangers: no document types, no entities, nothing fetched, not too deep."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from lms.exchange.encoding import decoded
from lms.foundation.errors import Invalid
from lms.foundation.language import say

DEEPEST = 100
UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no XML can hold
DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")  # names the encoding that the bytes had
HOSTILE = say("XML ini memuat DOCTYPE atau ENTITY, jadi tidak dibaca. Ekspor ulang tanpa itu.")


class Damaged(Exception):
    """The XML breaks off: nothing from `line` on can be read."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def text_of_file(content: bytes) -> str:
    """The XML as text without its declaration, in as many lines as before."""
    return DECLARED.sub(lambda found: "\n" * found[0].count("\n"), decoded(content), count=1)


def elements(text: str, wanted: str) -> Iterator[Element]:
    """Each element of that name once it is whole; it is forgotten when the next is asked for.

    Raises Invalid for what is hostile, Damaged for what is broken.
    """
    for element in _ended(text):
        if local(element) == wanted:
            yield element
            element.clear()


def root(content: bytes) -> Element:
    """The whole tree of a small file; raises Invalid where it cannot be read."""
    try:
        *_, last = _ended(text_of_file(content))
    except Damaged as error:
        raise Invalid(say("XML ini rusak pada baris %(line)d.", line=error.line)) from None
    return last


def _ended(text: str) -> Iterator[Element]:
    depth = 0
    try:
        for event, element in iterparse(BytesIO(text.encode()), ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise Invalid(say("XML ini bersarang terlalu dalam, jadi tidak dibaca."))
            if event == "end":
                yield element
    except ParseError as error:
        raise Damaged(error.position[0]) from None
    except DefusedXmlException:
        raise Invalid(HOSTILE) from None


def local(element: Element) -> str:
    """The name without its namespace, which writers spell in many ways."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    return [each for each in element if local(each) == name]


def child(element: Element | None, *path: str) -> Element | None:
    """The first at the end of the path, None where it leads nowhere."""
    for name in path:
        element = None if element is None else next(iter(children(element, name)), None)
    return element


def text_of(element: Element | None, *path: str) -> str:
    found = child(element, *path)
    return "" if found is None else "".join(found.itertext()).strip()
