"""What of a course is searched, and how much a word weighs where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lms.catalog.models import Course
from lms.foundation.markup import plain

TITLE, ABOUT, NAMED, BODY = 8, 4, 2, 1
COURSE = 2  # a course's own title and summary weigh so many times a module's
# A heading runs on into its text where neither has a sign to part them.
HEADING = re.compile(r"(?<![?!.:;])(</h[1-6]>)")


@dataclass(frozen=True)
class Passage:
    text: str
    weight: int
    shown: bool = False  # whether it is the text that an excerpt is cut from


def of_course(course: Course, facts: Mapping[str, Any], html: str) -> list[Passage]:
    """Of course.md: what it is called, what it is for, by whom, for whom, its opening page."""
    named = [course.theme, facts.get("audience", ""), *facts.get("authors", [])]
    named += [aim["code"] for aim in facts.get("competencies", [])]
    return [
        Passage(course.title, TITLE * COURSE),
        Passage(course.summary, ABOUT * COURSE),
        *(Passage(goal, ABOUT) for goal in facts.get("goals", [])),
        *(Passage(str(each), NAMED) for each in named if each),
        Passage(readable(html), BODY, shown=True),
    ]


def of_module(title: str, facts: Mapping[str, Any], html: str) -> list[Passage]:
    """Of a module of any kind, without its questions: nobody should find an answer by searching."""
    return [Passage(title, TITLE), *_said(facts), Passage(readable(html), BODY, shown=True)]


def _said(facts: Mapping[str, Any]) -> Iterator[Passage]:
    for text in (facts.get("summary", ""), *facts.get("goals", [])):
        if text:
            yield Passage(text, ABOUT)
    for _, _, heading in facts.get("headings", []):
        yield Passage(heading, NAMED)


def readable(html: str) -> str:
    """As one line, with headings told from what follows."""
    return " ".join(plain(HEADING.sub(r":\1", html)).split())
