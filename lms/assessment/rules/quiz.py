"""The rules of one quiz as its author declared them, and what they come to for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lms.assessment.rules.extensions import Extra, hour_of
from lms.catalog.library import Question


class Purpose(StrEnum):
    PRACTICE = "practice"
    PRETEST = "pretest"
    GRADED = "graded"
    FINAL = "final"


class Grade(StrEnum):
    BEST = "best"
    LAST = "last"
    FIRST = "first"


class Feedback(StrEnum):
    AT_ONCE = "at_once"
    AFTER_SUBMIT = "after_submit"
    AFTER_CLOSE = "after_close"


@dataclass(frozen=True)
class Line:
    """A line of a blueprint; what it does not ask is none."""

    competency: str | None
    level: int | None
    topic: str | None
    count: int

    def suits(self, question: Question) -> bool:
        asked = (self.competency, self.level, self.topic)
        tags = (question.competency, question.level, question.topic)
        return all(want in {None, tag} for want, tag in zip(asked, tags, strict=True))


@dataclass(frozen=True)
class Marking:
    """How people mark the essays of a quiz."""

    blind: bool = False
    second: bool = False
    differs: int = 1  # levels; more in any row needs a third marker
    differs_percent: int | None = None  # of the points; likewise
    release: str = "when_marked"

    @property
    def together(self) -> bool:
        """Whether marks wait until the course's lead lets them out."""
        return self.release == "together"


@dataclass(frozen=True)
class Quiz:
    """`time_limit` in minutes, `wait` in hours; none means without limit.

    It can be begun from `opens` on and ends for everybody at `closes`.
    """

    title: str
    purpose: Purpose
    pass_mark: Decimal
    time_limit: int | None
    attempts: int | None
    wait: int
    grade: Grade
    feedback: Feedback
    shuffle_questions: bool
    shuffle_options: bool
    questions: tuple[str, ...]  # digests of its own, or of all that it may draw
    blueprint: tuple[Line, ...]  # empty where it asks its own
    opens: datetime | None = None
    closes: datetime | None = None
    cut: str | None = None  # the panel whose decision says what passes
    marking: Marking = Marking()

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Quiz":
        """From the facts of the quiz's document."""
        return cls(
            title=facts["title"],
            purpose=Purpose(facts["purpose"]),
            pass_mark=Decimal(str(facts["pass_mark"])),
            time_limit=facts["time_limit"],
            attempts=facts["attempts"],
            wait=facts["wait"],
            grade=Grade(facts["grade"]),
            feedback=Feedback(facts["feedback"]),
            shuffle_questions=facts["shuffle"]["questions"],
            shuffle_options=facts["shuffle"]["options"],
            questions=tuple(facts["questions"]),
            blueprint=_blueprint(facts.get("blueprint")),
            opens=hour_of(facts.get("opens")),
            closes=hour_of(facts.get("closes")),
            cut=facts.get("cut"),
            marking=Marking(**facts.get("marking", {})),
        )

    def extended(self, extra: Extra) -> "Quiz":
        """The quiz as it is for somebody who was given more; nothing of it becomes less."""
        return replace(
            self,
            time_limit=self.time_limit and self.time_limit + extra.minutes,
            attempts=self.attempts and self.attempts + extra.attempts,
            closes=self.closes and max(self.closes, extra.closes_at or self.closes),
        )

    def is_closed(self, moment: datetime) -> bool:
        return self.closes is not None and self.closes <= moment

    def is_open(self, moment: datetime) -> bool:
        """Whether an attempt may begin, as far as the dates are asked."""
        return (self.opens is None or self.opens <= moment) and not self.is_closed(moment)

    @property
    def length(self) -> int:
        """How many questions a person is asked."""
        return sum(line.count for line in self.blueprint) or len(self.questions)

    @property
    def must_pass(self) -> bool:
        """Whether it is done when passed; else it is done once it was handed in."""
        return self.purpose in {Purpose.GRADED, Purpose.FINAL}

    def needs(self, decided: Decimal | None) -> Decimal:
        """What passes a paper: what a panel `decided` for it, or the quiz's own mark."""
        return self.pass_mark if decided is None else decided

    def keeps_pass(self, passed: bool | None) -> bool:
        """Whether an attempt stays passed whatever its key becomes."""
        return self.must_pass and bool(passed)

    def deadline(self, started_at: datetime) -> datetime | None:
        """When an attempt ends by itself: by its time limit, or earlier where the quiz closes."""
        limit = started_at + timedelta(minutes=self.time_limit) if self.time_limit else None
        return min(filter(None, (limit, self.closes)), default=None)

    def later(self, extra: Extra, started_at: datetime, deadline_at: datetime) -> datetime:
        """When an attempt that is open ends once its person was given more; never earlier."""
        return max(deadline_at, self.extended(extra).deadline(started_at) or deadline_at)

    def graded(self, scores: Sequence[Decimal | None]) -> Decimal | None:
        """The score that counts, of those of the attempts in order; none of one that waits."""
        if not scores:
            return None
        best = max((score for score in scores if score is not None), default=None)
        by = {Grade.BEST: best, Grade.LAST: scores[-1], Grade.FIRST: scores[0]}
        return by[self.grade]

    def tells(self, left: int | None, *, ended: bool) -> bool:
        """Whether somebody who handed in may see what was right.

        A quiz closes for a person who has no attempt `left`, and for all when their run `ended`.
        """
        return self.feedback != Feedback.AFTER_CLOSE or left == 0 or ended


def _blueprint(declared: Mapping[str, Any] | None) -> tuple[Line, ...]:
    return tuple(Line(**each) for each in declared["draw"]) if declared else ()
