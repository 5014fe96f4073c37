"""Panels, their ratings and decisions."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import func, or_, select

from lms.assessment.cutting.angoff import Outcome, outcome
from lms.assessment.models import CutDecision, CutItem, CutJudge, CutPanel, CutRating, Mark
from lms.assessment.models.panels import FINAL
from lms.assessment.queries.judges import JUDGING
from lms.catalog.library import Question, question
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import db, rows
from lms.foundation.errors import NotFound
from lms.learning.queries import Led

FEW = 10  # answers below which a facility says little


def panel(slug: str) -> CutPanel:
    """Raises NotFound."""
    found = db.session.scalar(select(CutPanel).where(CutPanel.slug == slug))
    if found is None:
        raise NotFound
    return found


def panels(led: Led, person_id: int) -> list[CutPanel]:
    """Those of the courses that somebody leads, and those in which they judge."""
    judged = select(CutJudge.panel_id).where(CutJudge.person_id == person_id, JUDGING)
    wanted = select(CutPanel).join(Course, Course.id == CutPanel.course_id)
    wanted = wanted.where(or_(led.clause(), CutPanel.id.in_(judged)))
    return list(db.session.scalars(wanted.order_by(CutPanel.name, CutPanel.id)))


def cut_items(panel_id: int) -> dict[int, Question]:
    """The questions that the panel rates, by their places."""
    wanted = select(CutItem.place, CutItem.question_digest).where(CutItem.panel_id == panel_id)
    return {place: question(digest) for place, digest in rows(wanted.order_by(CutItem.place))}


def own_ratings(panel_id: int, at_round: int, person_id: int) -> dict[int, int]:
    """What one judge has rated so far, by place."""
    wanted = select(CutRating.place, CutRating.percent).where(
        CutRating.panel_id == panel_id,
        CutRating.round == at_round,
        CutRating.person_id == person_id,
    )
    return {each[0]: each[1] for each in rows(wanted)}


def ratings(panel_id: int, at_round: int) -> dict[int, dict[int, int]]:
    """Of every judge, by place; for rounds that are closed."""
    wanted = select(CutRating.person_id, CutRating.place, CutRating.percent).where(
        CutRating.panel_id == panel_id, CutRating.round == at_round
    )
    found: dict[int, dict[int, int]] = {}
    for person_id, place, percent in rows(wanted.order_by(CutRating.person_id, CutRating.place)):
        found.setdefault(person_id, {})[place] = percent
    return found


def cut_outcome(panel_id: int, at_round: int) -> Outcome | None:
    points = {place: asked.points for place, asked in cut_items(panel_id).items()}
    return outcome(ratings(panel_id, at_round), points)


def facilities(panel_id: int) -> dict[int, Decimal]:
    """The share of the points that people got so far, in percent, where enough answered."""
    found = rows(
        select(CutItem.place, func.sum(Mark.points), func.sum(Mark.most_points))
        .join(Mark, Mark.question_digest == CutItem.question_digest)
        .where(CutItem.panel_id == panel_id)
        .group_by(CutItem.place)
        # Of a question that was left out afterwards there is nothing to get.
        .having(func.count() >= FEW, func.sum(Mark.most_points) > 0)
    )
    return {place: Decimal(100) * Decimal(got) / Decimal(most) for place, got, most in found}


def decisions(panel_id: int) -> list[CutDecision]:
    """The latest first."""
    wanted = select(CutDecision).where(CutDecision.panel_id == panel_id)
    return list(db.session.scalars(wanted.order_by(CutDecision.id.desc())))


def decision_for(slug: str) -> CutDecision | None:
    """What holds today of what the panel of this slug decided."""
    return db.session.scalar(
        select(CutDecision)
        .join(CutPanel, CutPanel.id == CutDecision.panel_id)
        .where(CutPanel.slug == slug, CutDecision.valid_from <= clock.today())
        .order_by(CutDecision.valid_from.desc(), CutDecision.id.desc())
        .limit(1)
    )


def decision(decision_id: int) -> tuple[CutDecision, CutPanel]:
    found = db.session.get_one(CutDecision, decision_id)
    return found, db.session.get_one(CutPanel, found.panel_id)


def final_means(panel_id: int) -> Mapping[str, Decimal]:
    """The mean final rating of each question, by its digest."""
    came = cut_outcome(panel_id, FINAL)
    if came is None:
        return {}
    items = cut_items(panel_id)
    return {items[place].digest: spread.mean for place, spread in came.items.items()}
