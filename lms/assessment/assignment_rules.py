"""What one assignment asks of a text, and how its rubric becomes a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from lms.foundation.errors import Invalid
from lms.foundation.language import Sentence, say

CENT = Decimal("0.01")


class Rubric(Protocol):
    """Behaviours in rows, levels in columns, as an assignment and an essay question have it."""

    @property
    def rubric(self) -> tuple[Mapping[str, Any], ...]: ...
    @property
    def levels(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Assignment:
    """`levels` head the columns of the rubric, from the lowest; a rating counts from 1."""

    title: str
    min_words: int
    max_words: int
    files: int
    feedback_days: int
    rubric: tuple[Mapping[str, Any], ...]
    levels: tuple[str, ...]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Assignment":
        """From the facts of the assignment's document."""
        return cls(
            title=facts["title"],
            min_words=facts["min_words"],
            max_words=facts["max_words"],
            files=facts["files"],
            feedback_days=facts["feedback_days"],
            rubric=tuple(facts["rubric"]),
            levels=tuple(facts["rubric_levels"]),
        )

    def fault_of(self, text: str) -> Sentence | None:
        """Why the text cannot be handed in."""
        words = count_words(text)
        if not words:
            return say("Tulisan ini masih kosong.")
        if words < self.min_words:
            return say(
                "Baru %(words)d kata; paling sedikit %(least)d. Kurang %(short)d kata lagi.",
                words=words,
                least=self.min_words,
                short=self.min_words - words,
            )
        if words > self.max_words:
            return say(
                "Sudah %(words)d kata; paling banyak %(most)d. Kurangi %(over)d kata.",
                words=words,
                most=self.max_words,
                over=words - self.max_words,
            )
        return None

    def ensure_ratings(self, ratings: Sequence[int | None]) -> list[int]:
        """One level for each behaviour; raises Invalid that names each missing row by its place."""
        return ensure_levels(self, ratings)

    def score(self, ratings: Sequence[int]) -> Decimal:
        """The share of the highest levels that was reached, in percent with two decimals."""
        most = len(self.levels) * len(self.rubric)
        return (Decimal(100 * sum(ratings)) / most).quantize(CENT) if most else Decimal(0)


def ensure_levels(rubric: Rubric, ratings: Sequence[int | None]) -> list[int]:
    """One level for each behaviour; raises Invalid that names each missing row by its place."""
    least, most, rows = 1, len(rubric.levels), len(rubric.rubric)
    given = [*ratings, *[None] * rows][:rows]
    missing = {
        str(place): say("Pilih satu tingkat untuk perilaku ini.")
        for place, rating in enumerate(given)
        if rating is None or not least <= rating <= most
    }
    if missing or len(ratings) > rows:
        raise Invalid(say("Rubriknya belum lengkap."), missing)
    return [rating for rating in given if rating is not None]


def count_words(text: str) -> int:
    """What stands between spaces, as the page counts it too."""
    return len(text.split())
