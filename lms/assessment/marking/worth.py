"""What an answer is worth once the key of its question was corrected; pure and in decimals.

A correction says which options are right, which answers are accepted, that everybody gets the full
points, or that the question counts for nobody. It belongs to one version of a question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lms.assessment.marking.by_type import ALL, NOTHING, POINT, Content, mark, percent
from lms.catalog.library import Question

Change = Mapping[str, Any]
RIGHT, ACCEPTED, EVERYBODY, NOBODY = "right", "accepted", "everybody", "nobody"
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


def corrected(content: Content, change: Change | None) -> Content:
    """The content with the key as it was corrected."""
    if change and change["kind"] == RIGHT:
        right = set(change["right"])
        options = enumerate(content["options"], 1)
        return {**content, "options": [_turned(it, number in right) for number, it in options]}
    if change and change["kind"] == ACCEPTED:
        said = zip(content["accepted"], content["feedback"], strict=True)
        notes = {str(accepted): note for accepted, note in said}
        accepted = change["accepted"]
        notes_now = [notes.get(str(each), "") for each in accepted]
        return {**content, "accepted": accepted, "feedback": notes_now}
    return content


def _turned(option: Mapping[str, Any], right: bool) -> Mapping[str, Any]:
    """An author wrote what it says of an option for the key of then."""
    same = option["right"] == right
    return option if same else {**option, "right": right, "feedback": ""}


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
