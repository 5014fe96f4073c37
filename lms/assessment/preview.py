"""A question as a learner meets it, and as its review tells it, for the rooms above."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lms.assessment.marking.keys import right_answer
from lms.assessment.paper.drawing import draw
from lms.assessment.paper.shown import Reviewed, Shown, reviewed, shown
from lms.assessment.queries import Marked
from lms.catalog.library import Question


@dataclass(frozen=True)
class _Paper:
    drawn: list[dict[str, Any]]


@dataclass(frozen=True)
class Preview:
    asked: Shown  # for assessment/question.html
    key: Reviewed  # for assessment/reviewed.html


def preview(question: Question) -> Preview:
    """With its options as the author wrote them; the review tells its key."""
    drawn = draw([question], 0, places=False, options=False)
    given = {"answer": right_answer(question.type, question.content)}
    marked = Marked(1, question, given, Decimal(question.points), Decimal(question.points))
    key = reviewed(marked, drawn[0]["options"], told=True)
    return Preview(shown(_Paper(drawn), 1, None, question), key)
