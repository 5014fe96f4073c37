"""The level that an assessment shows, by a rule that the person can read beside the result.

A level is *judged* when at least three questions asked about it. A judged level is *met* with at
least 70 % of the points of its questions. The result is the highest met level below which every
judged level is met too. A level with one or two questions is not judged: it cannot be the result,
and it neither helps nor hinders the levels above it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lms.foundation.language import Sentence, say

LEAST_QUESTIONS = 3
SHARE = Decimal("0.7")

# Without values, so that the text kept with an evidence is also the one that is translated.
RULE: Sentence = say(
    "Jenjang tertinggi yang ditanyakan dengan paling sedikit 3 soal dan dijawab dengan paling "
    "sedikit 70 persen poinnya, asalkan setiap jenjang di bawahnya yang juga ditanyakan dengan "
    "paling sedikit 3 soal tercapai pula. Jenjang dengan 1 atau 2 soal tidak dinilai."
)


@dataclass(frozen=True)
class Marked:
    """One question as it was marked."""

    level: int
    points: Decimal
    most_points: Decimal


@dataclass(frozen=True)
class Asked:
    """All that an assessment asked about one level."""

    questions: int
    points: Decimal
    most_points: Decimal

    @property
    def judged(self) -> bool:
        return self.questions >= LEAST_QUESTIONS and self.most_points > 0

    @property
    def met(self) -> bool:
        return self.judged and self.points >= SHARE * self.most_points

    def __add__(self, other: "Asked") -> "Asked":
        return Asked(
            self.questions + other.questions,
            self.points + other.points,
            self.most_points + other.most_points,
        )


NOTHING = Asked(0, Decimal(0), Decimal(0))


def by_level(questions: Iterable[Marked]) -> dict[int, Asked]:
    """What was asked about each level, the lowest first."""
    asked: dict[int, Asked] = {}
    for each in questions:
        one = Asked(1, each.points, each.most_points)
        asked[each.level] = asked.get(each.level, NOTHING) + one
    return dict(sorted(asked.items()))


def shown(asked: Mapping[int, Asked]) -> int | None:
    """The level that was shown; 0 where none was met, none where no level was judged."""
    judged = [level for level in sorted(asked) if asked[level].judged]
    if not judged:
        return None
    reached = 0
    for level in judged:
        if not asked[level].met:
            break
        reached = level
    return reached
