"""Who judges in panels, how far each is, and what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from lms.assessment.models import CutItem, CutJudge, CutPanel, CutRating
from lms.assessment.models.panels import FINAL, FIRST
from lms.foundation.database import AnyRow, db, rows
from lms.identity.models import Person

JUDGING = CutJudge.withdrawn_at.is_(None)  # invited, and not taken back since


@dataclass(frozen=True)
class OpenPanel:
    """A panel whose round is open, as its judge is told of it."""

    panel_id: int
    slug: str
    name: str
    total: int
    rated: int

    @property
    def left(self) -> int:
        return self.total - self.rated


_items = select(func.count()).where(CutItem.panel_id == CutPanel.id).scalar_subquery()
_at_round = case((CutPanel.first_closed_at.is_(None), FIRST), else_=FINAL)
_rated = (
    select(func.count())
    .where(
        CutRating.panel_id == CutPanel.id,
        CutRating.round == _at_round,
        CutRating.person_id == CutJudge.person_id,
    )
    .scalar_subquery()
)
OPEN_PANELS = (
    select(CutPanel.id, CutPanel.slug, CutPanel.name, _items.label("total"), _rated.label("rated"))
    .join(CutJudge, CutJudge.panel_id == CutPanel.id)
    .where(JUDGING, CutPanel.final_closed_at.is_(None))
)


def judging(person_id: int) -> list[OpenPanel]:
    """The panels with an open round in which the person judges, the oldest first."""
    wanted = OPEN_PANELS.where(CutJudge.person_id == person_id).order_by(CutPanel.id)
    return [OpenPanel(*each) for each in rows(wanted)]


def awaited(person_id: int) -> set[int]:
    """The panels whose open round waits for ratings of this judge."""
    return {each.panel_id for each in judging(person_id) if each.left}


def judges_any(person_id: int) -> bool:
    wanted = select(CutJudge.panel_id).where(CutJudge.person_id == person_id, JUDGING).limit(1)
    return db.session.scalar(wanted) is not None


def is_judge(panel_id: int, person_id: int) -> bool:
    found = db.session.get(CutJudge, (panel_id, person_id))
    return found is not None and found.withdrawn_at is None


@dataclass(frozen=True)
class Judge:
    person_id: int
    name: str
    rated: int  # questions in the round that is open, or else in the last
    ever: int  # ratings in any round


def judges(panel_id: int, at_round: int) -> list[Judge]:
    """By name, with how far each is: all that others see of a round that is open."""
    given = (CutRating.panel_id == panel_id, CutRating.person_id == CutJudge.person_id)
    ever = select(func.count()).select_from(CutRating).where(*given).correlate(CutJudge)
    rated = ever.where(CutRating.round == at_round)
    found = rows(
        select(CutJudge.person_id, Person.name, rated.scalar_subquery(), ever.scalar_subquery())
        .join(Person, Person.id == CutJudge.person_id)
        .where(CutJudge.panel_id == panel_id, JUDGING)
        .order_by(Person.name, Person.id)
    )
    return [Judge(*each) for each in found]


def taken_back(panel_id: int) -> Sequence[AnyRow]:
    """Who was invited and judges no more: name, when, and why."""
    wanted = (
        select(Person.name, CutJudge.withdrawn_at, CutJudge.reason)
        .join(Person, Person.id == CutJudge.person_id)
        .where(CutJudge.panel_id == panel_id, CutJudge.withdrawn_at.is_not(None))
    )
    return rows(wanted.order_by(CutJudge.withdrawn_at, Person.id))
