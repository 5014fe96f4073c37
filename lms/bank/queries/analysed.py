"""Item analysis of quizzes: worked out at once, or as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from lms.assessment.models import Attempt
from lms.assessment.queries import Counted, changes, papers, tallied, tallied_of
from lms.bank.analysis import Analysis, Item, analyse, from_facts, items_of
from lms.bank.models import KeptAnalysis
from lms.catalog.queries import name_now, named
from lms.foundation import clock
from lms.foundation.database import db, row, rows

AT_ONCE = 100_000  # answers; with more of them a job does it


def analysed(course_id: int, module_slug: str, counted: Counted) -> Analysis:
    """Worked out now."""
    marked = papers(course_id, module_slug, counted)
    return analyse(counted, marked, tallied(marked), clock.now(), changes)


def is_large(course_id: int, module_slug: str) -> bool:
    """Whether a page would wait too long for it."""
    answers = select(func.sum(Attempt.length)).where(
        Attempt.course_id == course_id, named(Attempt.module_slug, course_id, module_slug)
    )
    return (db.session.scalar(answers) or 0) > AT_ONCE


def attempts_marked(course_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """How many attempts at each quiz of these courses were marked, by its name of today."""
    slug = name_now(Attempt.course_id, Attempt.module_slug).label("slug")
    marked = select(Attempt.course_id, slug).where(
        Attempt.course_id.in_(course_ids), Attempt.score.is_not(None)
    )
    quiz = marked.subquery().c
    found = rows(select(quiz.course_id, quiz.slug, func.count()).group_by(*quiz))
    return {(course_id, slug): count for course_id, slug, count in found}


@dataclass(frozen=True)
class Kept:
    """What a job worked out, and when it was asked to do so again."""

    asked_at: datetime
    analysis: Analysis | None

    @property
    def waiting(self) -> bool:
        return self.analysis is None or self.analysis.computed_at < self.asked_at


def kept(course_id: int, module_slug: str, counted: Counted) -> Kept | None:
    found = row(
        select(KeptAnalysis.asked_at, KeptAnalysis.body).where(
            KeptAnalysis.course_id == course_id,
            KeptAnalysis.module_slug == module_slug,
            KeptAnalysis.counted == counted,
        )
    )
    if found is None:
        return None
    return Kept(found[0], from_facts(found[1]) if found[1] else None)


def versions_analysed(digests: Sequence[str]) -> dict[str, Item]:
    """Of one question's versions, over all quizzes that asked them; first attempts count."""
    return items_of(tallied_of(digests), changes(digests))
