"""The questions of a file in their order; changing one changes no byte of another.

A question keeps its words when it moves; the blank lines between two places stay where they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from lms.authoring.front import parts
from lms.catalog.reading.questions import HEADING
from lms.catalog.reading.sheet import LINE, outside_fences
from lms.foundation.errors import NotFound

PARTED = re.compile(r"(\r\n|\r|\n)[ \t]*(\r\n|\r|\n)\s*\Z|\A\s*\Z")
NAMED = re.compile(r"(?<=^\{#)[^\s}]*", re.MULTILINE)


@dataclass(frozen=True)
class Stack:
    """What stands above the first question, and each with the blank lines below it."""

    above: str
    questions: tuple[str, ...]
    gaps: tuple[str, ...]
    end: str  # how its lines end

    @property
    def source(self) -> bytes:
        pairs = zip(self.questions, self.gaps, strict=True)
        return (self.above + "".join(one + gap for one, gap in pairs)).encode()

    def text(self, number: int) -> str:
        """Of the question with that number, from 1, its lines ending alike; raises NotFound."""
        if not 0 < number <= len(self.questions):
            raise NotFound
        return "\n".join(re.split(r"\r\n|\r|\n", self.questions[number - 1]))

    def line(self, number: int) -> int:
        """On which line of the file it begins."""
        before = zip(self.questions[: number - 1], self.gaps, strict=False)
        return len(LINE.findall(self.above + "".join(one + gap for one, gap in before))) + 1

    def number_at(self, line: int) -> int:
        """Of the question that holds this line of the file; 0 for what stands above them."""
        return sum(self.line(number) <= line for number in range(1, len(self.questions) + 1))

    def find(self, number: int, mark: str) -> int | None:
        """The number of the question of this mark: as it was, or wherever it moved since."""
        marks = [mark_of(self.text(n)) for n in range(1, len(self.questions) + 1)]
        if 0 < number <= len(marks) and marks[number - 1] == mark:
            return number
        return marks.index(mark) + 1 if mark in marks else None

    def with_text(self, number: int, text: str) -> "Stack":
        return replace(self, questions=_put(self.questions, number - 1, self._ended(text)))

    def with_new(self, number: int, text: str) -> "Stack":
        """One more, at that number."""
        number = min(max(number, 1), len(self.questions) + 1)
        if not self.questions:
            return self._first(self._ended(text))
        gaps = [*self.gaps]
        gaps.insert(min(number, len(gaps)) - 1, self.end * 2)  # the last one still ends the file
        questions = [*self.questions]
        questions.insert(number - 1, self._ended(text))
        return replace(self, questions=tuple(questions), gaps=tuple(gaps))

    def _first(self, text: str) -> "Stack":
        above = self.above
        body = parts(above.encode()).body
        if body.strip() and not PARTED.search(body):
            above += self.end if body.endswith(("\r", "\n")) else self.end * 2
        return replace(self, above=above, questions=(text,), gaps=(self.end,))

    def without(self, number: int) -> "Stack":
        last = number == len(self.questions)
        gaps = _cut(self.gaps, number - 2 if last and number > 1 else number - 1)
        return replace(self, questions=_cut(self.questions, number - 1), gaps=gaps)

    def moved(self, number: int, places: int) -> "Stack":
        there = min(max(number - 1 + places, 0), len(self.questions) - 1)
        rest = [*_cut(self.questions, number - 1)]
        rest.insert(there, self.questions[number - 1])
        return replace(self, questions=tuple(rest))

    def _ended(self, text: str) -> str:
        return text.strip("\n").replace("\n", self.end)


def _put(held: Sequence[str], index: int, text: str) -> tuple[str, ...]:
    return (*held[:index], text, *held[index + 1 :])


def _cut(held: Sequence[str], index: int) -> tuple[str, ...]:
    return (*held[:index], *held[index + 1 :])


def mark_of(text: str) -> str:
    """By which a question is known again while nobody changes it."""
    return sha256(text.encode()).hexdigest()[:24]


def named(text: str) -> str:
    """By its identifier, or where it has none by its mark."""
    found = NAMED.search(text)
    return found[0] if found else mark_of(text)


def stack_of(source: bytes) -> Stack:
    taken = parts(source)
    lines = LINE.findall(taken.body)
    bare = [line.rstrip("\r\n") for line in lines]
    heads = [at for at, line in outside_fences(bare, 0) if HEADING.match(line)]
    ends = [*heads, len(lines)][1:]
    whole = ["".join(lines[a:b]) for a, b in zip(heads, ends, strict=False)]
    questions = tuple(each.rstrip() for each in whole)
    gaps = (each[len(one) :] for each, one in zip(whole, questions, strict=True))
    above = "".join(taken.front) + "".join(lines[: heads[0] if heads else len(lines)])
    return Stack(above, questions, tuple(gaps), taken.end)
