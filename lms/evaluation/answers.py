"""What a person gives to the questions of a survey, read from a form and judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.foundation.language import Sentence, say
from lms.foundation.text import plain_text

LONGEST = 4000  # letters of a text
PREFIX = "q-"  # of a field's name; the rest is the question's identifier
Given = int | str


@dataclass(frozen=True)
class Field:
    """One question with what was given to it, fit or not, as the page shows it."""

    facts: Mapping[str, Any]
    raw: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.facts['id']}"

    @property
    def points(self) -> list[tuple[int, str]]:
        """The values that may be chosen, each with its words."""
        listed = [(point["value"], point["label"]) for point in self.facts["points"]]
        return listed or list(enumerate(self.facts["options"], 1))

    @property
    def value(self) -> Given | None:
        """What is to be kept; none for nothing."""
        if self.facts["type"] == "text":
            return self.raw.strip() or None
        return int(self.raw) if self.raw in {str(value) for value, _ in self.points} else None

    @property
    def fault(self) -> Sentence | None:
        if self.facts["type"] == "text" and len(self.raw) > LONGEST:
            return say("Paling panjang %(most)d huruf. Persingkat tulisan ini.", most=LONGEST)
        if self.raw and self.value is None and self.facts["type"] != "text":
            return say("Pilihan ini tidak dikenal.")
        if self.value is None and not self.facts["optional"]:
            return say("Pilih satu jawaban.")
        return None


def fields(questions: Sequence[Mapping[str, Any]], given: Mapping[str, str]) -> list[Field]:
    """Every question of the survey, with what the form says to it."""
    return [
        Field(facts, plain_text(given.get(f"{PREFIX}{facts['id']}", ""))) for facts in questions
    ]


def answered(filled: Sequence[Field]) -> dict[str, Given]:
    """The answers by question, without those that were left out."""
    return {it.facts["id"]: it.value for it in filled if it.value is not None}
