"""A quiz of a manuscript with its questions, and where its pages are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from flask import request, url_for

from lms.authoring import front
from lms.authoring.actions import Met
from lms.authoring.outline import Part
from lms.authoring.questions.stack import Stack, mark_of, stack_of
from lms.authoring.views.finding import Bench, open_bench
from lms.authoring.views.modules import MODULE
from lms.catalog.reading.shapes import Mistake
from lms.foundation.errors import NotFound

QUESTIONS = f"{MODULE}/questions"


@dataclass
class Quiz:
    bench: Bench
    module_slug: str
    kind: ClassVar[str] = "quiz"

    @cached_property
    def part(self) -> Part:
        """Raises NotFound for a module of another kind."""
        part = self.bench.part(self.module_slug)
        if part.kind != self.kind:
            raise NotFound
        return part

    @cached_property
    def stack(self) -> Stack:
        return stack_of(self.part.file.source or b"")

    @property
    def draws(self) -> bool:
        """Whether its questions come from the bank, so that it holds none."""
        return bool(front.values_of(self.part.file.source or b"").get("blueprint"))

    @property
    def address(self) -> str:
        return self.to("questions")

    def to(self, page: str, **more: Any) -> str:
        at: dict[str, Any] = {"slug": self.bench.slug, "module_slug": self.part.slug}
        return url_for(f"authoring.{page}", **at, **more)

    @cached_property
    def mistakes(self) -> dict[int, list[Mistake]]:
        """By the number of the question; 0 for what stands above them."""
        return self._by_number(self.bench.checked.of(self.part.file.path))

    @cached_property
    def notes(self) -> dict[int, list[Mistake]]:
        return self._by_number(self.bench.checked.noted(self.part.file.path))

    def _by_number(self, found: Iterable[Mistake]) -> dict[int, list[Mistake]]:
        lines = [self.stack.line(n) for n in range(1, len(self.stack.questions) + 1)]
        sorted_out: dict[int, list[Mistake]] = defaultdict(list)
        for each in found:
            sorted_out[sum(line <= each.line for line in lines)].append(each)
        return sorted_out

    def mark(self, number: int) -> str:
        return mark_of(self.stack.text(number))


def open_quiz(slug: str, module_slug: str) -> Quiz:
    """Raises NotFound where no manuscript is open."""
    return Quiz(open_bench(slug), module_slug)


def met() -> Met:
    """The question that a form was about, as its page had it."""
    return Met(request.form.get("number", 0, type=int), request.form.get("mark", ""))
