"""What one assignment asks of a text, and how its rubric becomes a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lms.catalog.rubric import ensure_levels
from lms.foundation.language import Sentence, say
from lms.foundation.text import count_words

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Grouping:
    """How many write together, and who makes the groups."""

    least: int
    most: int
    by_learners: bool


def grouping_of(facts: Mapping[str, Any]) -> Grouping | None:
    """From the facts of a document, which may be older than groups are."""
    if not facts.get("group"):
        return None
    return Grouping(facts["group_from"], facts["group_to"], facts["group_by"] == "learners")


def shared_out(people: int, grouping: Grouping) -> list[int]:
    """The sizes of groups that hold so many people evenly, within bounds where that can be."""
    if people <= 0:
        return []
    count = max(1, -(-people // grouping.most))
    return [people // count + (place < people % count) for place in range(count)]


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
    grouping: Grouping | None = None  # none: each writes alone

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
            grouping=grouping_of(facts),
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
