"""What an answer is worth once the key of its question was corrected; pure and in decimals."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lms.assessment.marking.by_type import ALL, NOTHING, POINT, mark, percent
from lms.assessment.marking.corrected import EVERYBODY, NOBODY, Change, corrected
from lms.catalog.library import Question

ESSAY = "essay"


@dataclass(frozen=True)
class Worth:
    """The points of one answer, not yet rounded, of those that could be had."""

    points: Decimal
    most: Decimal

    @property
    def kept(self) -> Decimal:
        """With four decimals, halves up."""
        return self.points.quantize(POINT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Total:
    """What a paper came to, as it is kept."""

    points: Decimal
    most: Decimal
    score: Decimal


def worth(
    asked: Question, answer: object, change: Change | None, share: Decimal = NOTHING
) -> Worth:
    """What an answer is worth; `share` is what people gave an essay."""
    kind = change["kind"] if change else None
    most = NOTHING if kind == NOBODY else Decimal(asked.points)
    if kind == EVERYBODY:
        share = ALL
    elif asked.type != ESSAY:
        share = mark(asked.type, corrected(asked.content, change), answer).share
    return Worth(share * most, most)


def total(worths: Iterable[Worth]) -> Total:
    points = most = NOTHING
    for each in worths:
        points, most = points + each.points, most + each.most
    return Total(points.quantize(POINT), most, percent(points, most))


def kept_pass(passed: bool, score: Decimal, pass_mark: Decimal) -> tuple[Decimal, bool]:
    """Score and pass after a correction: who had passed stays so, not below the mark for it."""
    if passed:
        return max(score, pass_mark), True
    return score, score >= pass_mark
