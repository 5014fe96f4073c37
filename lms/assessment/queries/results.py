"""What an attempt came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from blinker import Signal
from sqlalchemy import bindparam, select

from lms.assessment.marking.corrected import Change
from lms.assessment.models import Mark
from lms.assessment.queries.corrections import latest_change
from lms.catalog.library import Question, question
from lms.foundation.prepared import Prepared

# Sent with the Sitting when its result is shown. An upper room answers with a template of its own
# and what that needs, (name, {…}), to be shown below the score; or with nothing.
result_shown = Signal()

# Sent with the Outline and the `module` when a quiz's own page is shown to somebody with a desk;
# answered likewise, for what leads from there to their work.
quiz_shown = Signal()


@dataclass(frozen=True)
class Marked:
    """One question as it was answered and marked; `value` numbers options as written."""

    place: int
    question: Question
    value: dict[str, Any]
    points: Decimal
    most: Decimal
    change: Change | None = None  # how its key was corrected

    @property
    def right(self) -> bool:
        return self.counts and self.points == self.most

    @property
    def counts(self) -> bool:
        """Whether the question was not left out afterwards."""
        return self.most > 0

    @property
    def share(self) -> Decimal:
        return self.points / self.most if self.counts else Decimal(0)


_MARKS = Prepared(
    select(
        Mark.place,
        Mark.question_digest,
        Mark.value,
        Mark.points,
        Mark.most_points,
        latest_change(Mark.question_digest),
    )
    .where(Mark.attempt_id == bindparam("attempt"))
    .order_by(Mark.place)
)


def marks(attempt_id: UUID) -> list[Marked]:
    """Every question that was marked, in the order of its paper; none while it is open."""
    found = _MARKS.all(attempt=attempt_id)
    return [Marked(place, question(digest), *rest) for place, digest, *rest in found]


@dataclass(frozen=True)
class Gained:
    """The points that one competency's questions brought."""

    competency: str
    points: Decimal
    most: Decimal
    right: int
    questions: int


def by_competency(marked: Sequence[Marked]) -> list[Gained]:
    """In the order of the competencies' codes; questions without one are left out."""
    codes = sorted({each.question.competency for each in marked if each.question.competency})
    return [_gained(code, [m for m in marked if m.question.competency == code]) for code in codes]


def _gained(code: str, marked: Sequence[Marked]) -> Gained:
    return Gained(
        competency=code,
        points=sum((each.points for each in marked), Decimal(0)),
        most=sum((each.most for each in marked), Decimal(0)),
        right=sum(each.right for each in marked),
        questions=sum(each.counts for each in marked),
    )
