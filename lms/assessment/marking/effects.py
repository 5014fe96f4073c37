"""What a correction would do, before anybody confirms it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from lms.assessment.marking.corrected import NOBODY, Change
from lms.assessment.marking.worth import Worth, kept_pass, total, worth
from lms.assessment.queries.regrades import Asked, asked_papers
from lms.assessment.rules import Quiz
from lms.catalog.library import page


@dataclass(frozen=True)
class Effect:
    """One attempt before and after."""

    attempt_id: UUID
    person_id: int
    before: Decimal
    after: Decimal
    passed_before: bool
    passed_after: bool

    @property
    def by(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True)
class Effects:
    """All of them; `waiting` have no score yet, since people still mark."""

    attempts: int
    waiting: int
    changed: tuple[Effect, ...]
    left_empty: bool  # a paper would have nothing left that counts

    @property
    def passing(self) -> list[Effect]:
        """Who would pass who did not."""
        return [each for each in self.changed if each.passed_after and not each.passed_before]

    @property
    def raised(self) -> list[Effect]:
        return [each for each in self.changed if each.by > 0]

    @property
    def lowered(self) -> list[Effect]:
        return [each for each in self.changed if each.by < 0]


def effects(digest: str, change: Change) -> Effects:
    """What would happen to every attempt in which this version was asked."""
    papers: dict[UUID, list[Asked]] = defaultdict(list)
    for asked in asked_papers(digest):
        papers[asked.attempt_id].append(asked)
    scored = [each for each in papers.values() if each[0].score is not None]
    found = [_effect(each, digest, change) for each in scored]
    return Effects(
        attempts=len(papers),
        waiting=len(papers) - len(scored),
        changed=tuple(each for each in found if each.by),
        left_empty=change["kind"] == NOBODY and any(_is_alone(each, digest) for each in scored),
    )


def _is_alone(paper: list[Asked], digest: str) -> bool:
    return all(each.digest == digest or not each.most for each in paper)


def _effect(paper: list[Asked], digest: str, change: Change) -> Effect:
    first = paper[0]
    quiz = Quiz.of(page(first.document_digest).facts)
    worths = (_worth(each, change if each.digest == digest else each.change) for each in paper)
    held, mark = quiz.keeps_pass(first.passed), quiz.needs(first.pass_mark)
    score, passed = kept_pass(held, total(worths).score, mark)
    before = first.score or Decimal(0)
    return Effect(first.attempt_id, first.person_id, before, score, bool(first.passed), passed)


def _worth(asked: Asked, change: Change | None) -> Worth:
    share = asked.points / asked.most if asked.most else Decimal(0)
    return worth(asked.question, asked.value.get("answer"), change, share)


def furthest(changed: Iterable[Effect]) -> Decimal:
    """The largest difference, whichever way."""
    return max((abs(each.by) for each in changed), default=Decimal(0))
