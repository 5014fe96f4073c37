"""The laws that a course rests on, found in its texts and questions."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lms.catalog.reading.laws import Law, citations
from lms.catalog.reading.measuring import BLOCK, TAG
from lms.catalog.reading.shapes import ReadCourse, ReadModule

# The number of a note, which would make another number of what stands before it.
NOTE = re.compile(r"<sup\b[^>]*>[^<]*(?:<a\b[^>]*>[^<]*</a>)?[^<]*</sup>")


@dataclass(frozen=True)
class Cited:
    """A law with all that a course says of it."""

    law: Law
    places: tuple[str, ...]
    modules: tuple[ReadModule, ...]


def laws_of(course: ReadCourse) -> list[Cited]:
    """What a course rests on, each law once, by rank."""
    places: dict[Law, dict[str, None]] = defaultdict(dict)
    modules: dict[Law, dict[str, ReadModule]] = defaultdict(dict)
    for module in course.modules:
        for text in _texts(module):
            for each in citations(text):
                places[each.law].update(dict.fromkeys(each.places))
                modules[each.law][module.slug] = module
    laws = sorted(modules, key=lambda law: law.rank)
    return [
        Cited(law, tuple(sorted(places[law], key=_natural)), tuple(modules[law].values()))
        for law in laws
    ]


def _natural(place: str) -> list[tuple[int, str]]:
    return [(int(each or 0), letters) for each, letters in re.findall(r"(\d+)|([a-zA-Z]+)", place)]


def _texts(module: ReadModule) -> Iterator[str]:
    yield words_of(module.html)
    for each in (*module.questions, *(it for bank in module.bank for it in bank.questions)):
        yield from map(words_of, _strings(each.content))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from (text for each in content.values() for text in _strings(each))
    elif isinstance(content, list):
        yield from (text for each in content for text in _strings(each))


def words_of(html: str) -> str:
    """What is read of it, block by block."""
    return unescape(TAG.sub("", NOTE.sub(" ", BLOCK.sub("\n", html))))
