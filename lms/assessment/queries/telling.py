"""What a person is told of unasked: scores that were corrected, and panels that they judge in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select, true

from lms.assessment.models import Attempt, CutJudge, KeyCorrection, Regrading
from lms.assessment.queries.judges import OPEN_PANELS, OpenPanel
from lms.catalog.library import page
from lms.foundation.database import Moment, rows
from lms.foundation.prepared import Prepared
from lms.identity.models import Person


@dataclass(frozen=True)
class Mended:
    """A score that was corrected, as its person is told."""

    attempt_id: UUID
    document_digest: str
    score_before: Decimal | None
    score_after: Decimal | None
    passed_before: bool | None
    passed_after: bool | None
    reason: str
    at: datetime

    @property
    def title(self) -> str:
        return str(page(self.document_digest).facts["title"])


_MENDED = (
    select(
        Attempt.id,
        Attempt.document_digest,
        Regrading.score_before,
        Regrading.score_after,
        Regrading.passed_before,
        Regrading.passed_after,
        KeyCorrection.reason,
        Regrading.at,
    )
    .join(Regrading, Regrading.attempt_id == Attempt.id)
    .join(KeyCorrection, KeyCorrection.id == Regrading.correction_id)
    .where(Regrading.score_before != Regrading.score_after)
)


def mended(attempt_id: UUID) -> list[Mended]:
    """What corrections did to the score of one attempt, the latest first."""
    wanted = _MENDED.where(Attempt.id == attempt_id).order_by(Regrading.id.desc())
    return [Mended(*each) for each in rows(wanted)]


@dataclass(frozen=True)
class News:
    mended: list[Mended]  # the latest first
    judging: list[OpenPanel]  # the oldest first


_person: BindParameter[int] = bindparam("person")
_lately = (
    _MENDED.add_columns(Regrading.id.label("regrading"))
    .where(Attempt.person_id == _person)
    .where(Regrading.at >= bindparam("since", type_=Moment()))
    .subquery()
)
_judged = OPEN_PANELS.where(CutJudge.person_id == _person).subquery()
# One statement for both, since the first page that everybody opens asks it: of the rows of one and
# the rows of the other each with each, which are hardly ever more than one.
_NEWS = Prepared(
    select(*_lately.c, *_judged.c)
    .select_from(Person)
    .outerjoin(_lately, true())
    .outerjoin(_judged, true())
    .where(Person.id == _person)
    .order_by(_lately.c.regrading.desc(), _judged.c.id)
)
_SCORES, _ALL = len(_MENDED.selected_columns), len(_lately.c)


def news_for(person_id: int, since: datetime) -> News:
    """Scores that were corrected since then, and panels whose round is open."""
    found = _NEWS.all(person=person_id, since=since)
    scores = {each[_SCORES]: each[:_SCORES] for each in found if each[_SCORES] is not None}
    panels = {each[_ALL]: each[_ALL:] for each in found if each[_ALL] is not None}
    return News([Mended(*it) for it in scores.values()], [OpenPanel(*it) for it in panels.values()])
