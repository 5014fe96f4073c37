"""What quizzes draw from: whether it suffices, and how often it was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lms.assessment.models import Mark
from lms.assessment.rules import Line, Quiz
from lms.assessment.rules.filling import Filled, fill
from lms.catalog import queries as catalog
from lms.catalog.library import Question, page, question
from lms.foundation.database import rows


@dataclass(frozen=True)
class Supply:
    """One quiz and what it may ask."""

    title: str
    asks: int  # questions on a paper
    available: int
    left: int  # of those, what is not stopped
    lines: list[Filled]  # none where it asks its own

    @property
    def short(self) -> int:
        """How many questions a paper may miss."""
        if not self.lines:
            return self.asks - self.left
        return sum(each.short for each in self.lines)

    @property
    def has_second(self) -> bool:
        """Whether a second paper need share nothing with the first."""
        return bool(self.lines) and not any(each.short_twice for each in self.lines)


def supply(document_digest: str) -> Supply:
    """Of a quiz by its document."""
    quiz = Quiz.of(page(document_digest).facts)
    stops = catalog.stopped(quiz.questions)
    pool = [question(digest) for digest in quiz.questions]
    left = len(pool) - len(stops)
    return Supply(quiz.title, quiz.length, len(pool), left, fill(pool, quiz.blueprint, stops))


def asks_now(quiz: Quiz) -> int:
    """How many questions a paper begun now has; of a drawn quiz as many as it draws."""
    stops = () if quiz.blueprint else catalog.stopped(quiz.questions)
    return quiz.length - len(stops)


def drawing_lines(document_digest: str, asked: Question) -> list[Line]:
    """The lines of a quiz's blueprint that this question suits; none where it asks its own."""
    quiz = Quiz.of(page(document_digest).facts)
    return [line for line in quiz.blueprint if line.suits(asked)]


def times_marked(digests: Sequence[str]) -> dict[str, int]:
    """How many attempts that were handed in asked each of these versions."""
    wanted = select(Mark.question_digest, func.count()).where(Mark.question_digest.in_(digests))
    return {row[0]: row[1] for row in rows(wanted.group_by(Mark.question_digest))}
