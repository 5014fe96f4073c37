"""What people gained in a course: its test before beside its test after."""

from dataclasses import dataclass

from lms.assessment.queries import Counted, LedQuiz, papers
from lms.bank.queries.quizzes import quizzes
from lms.bank.queries.reach import Reach
from lms.bank.statistics.gain import Gain, gain
from lms.catalog.library import page
from lms.foundation.errors import NotFound

AFTER = ("final", "graded")  # the last quiz of the course with the first of these purposes


@dataclass(frozen=True)
class Gained:
    course_title: str
    before: LedQuiz | None
    after: LedQuiz | None
    gain: Gain | None  # none where the course lacks one of the two


def gained(reach: Reach, course_slug: str) -> Gained:
    """By each person's first attempt at both; raises NotFound for a course out of reach."""
    own = [each for each in quizzes(reach) if each.course_slug == course_slug]
    if not own:
        raise NotFound
    before = next((each for each in own if _purpose(each) == "pretest"), None)
    after = _after(own)
    found = gain(_pairs(before, after)) if before and after else None
    return Gained(own[0].course_title, before, after, found)


def _after(own: list[LedQuiz]) -> LedQuiz | None:
    ranked = (each for purpose in AFTER for each in reversed(own) if _purpose(each) == purpose)
    return next(ranked, None)


def _purpose(quiz: LedQuiz) -> str:
    return str(page(quiz.document_digest).facts["purpose"])


def _pairs(before: LedQuiz, after: LedQuiz) -> list[tuple[float, float]]:
    """Of those who sat the first one before the other."""
    early, then = (papers(it.course_id, it.module_slug, Counted.FIRST) for it in (before, after))
    late = {each.person_id: each for each in then}
    return [
        (float(each.score), float(late[each.person_id].score))
        for each in early
        if each.person_id in late and each.started_at < late[each.person_id].started_at
    ]
