"""What a person may still do at a quiz, by its rules and by what they did before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from lms.assessment.rules.quiz import Quiz


class Tried(Protocol):
    """An attempt, as far as these rules look at it."""

    @property
    def id(self) -> UUID: ...
    @property
    def submitted_at(self) -> datetime | None: ...
    @property
    def score(self) -> Decimal | None: ...
    @property
    def passed(self) -> bool | None: ...
    @property
    def left(self) -> bool: ...


@dataclass(frozen=True)
class Allowance:
    """What a person may still do at a quiz; `left` is none where attempts are not counted."""

    used: int
    left: int | None
    next_at: datetime | None  # when the next attempt may begin, where one must wait
    open_id: UUID | None
    scores: tuple[Decimal | None, ...]  # of what was handed in; none where people still mark

    @property
    def best(self) -> Decimal | None:
        return max((score for score in self.scores if score is not None), default=None)

    @property
    def waits(self) -> bool:
        """Whether people still mark an attempt."""
        return None in self.scores

    def may_start(self, moment: datetime) -> bool:
        return (
            self.left != 0 and not self.waits and (self.next_at is None or self.next_at <= moment)
        )


def allowance(quiz: Quiz, tried: Sequence[Tried]) -> Allowance:
    """From all the attempts of one enrolment at one quiz, in order, and those left before it."""
    own = [each for each in tried if not each.left]
    counted = tried if _goes_on(quiz, tried) else own
    ended = [each.submitted_at for each in counted if each.submitted_at]
    left = None if quiz.attempts is None else max(0, quiz.attempts - len(counted))
    wait = timedelta(hours=quiz.wait)
    return Allowance(
        used=len(counted),
        left=left,
        next_at=max(ended) + wait if ended and wait and left != 0 else None,
        open_id=next((each.id for each in own if each.submitted_at is None), None),
        scores=tuple(each.score for each in own if each.submitted_at),
    )


def _goes_on(quiz: Quiz, tried: Sequence[Tried]) -> bool:
    """Whether attempts that were left count: leaving gives no new chance at what was failed.

    Who had passed begins anew, or nothing would be left to them to pass again.
    """
    return quiz.must_pass and not any(each.left and each.passed for each in tried)
