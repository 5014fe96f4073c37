"""Figures that take long are worked out by jobs, and kept with the moment of which they tell."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select, update

from lms.assessment.queries import Counted
from lms.bank.analysis import Item, facts
from lms.bank.models import KeptAnalysis, KeptFigures
from lms.bank.queries.analysed import analysed, kept, versions_analysed
from lms.catalog.models import Course, QuestionPlace
from lms.foundation import clock
from lms.foundation.database import db, rows, transaction
from lms.foundation.inserting import insert_into
from lms.foundation.jobs import enqueue, job

AGAIN = timedelta(hours=1)  # a job that is not done by then may be asked for once more
TOGETHER = 20  # questions whose figures are kept at once


def ask_for_analysis(course: Course, module_slug: str, counted: Counted) -> None:
    """Unless it is being worked out already; of several who ask at once, one is heard."""
    place = {"course_id": course.id, "module_slug": module_slug, "counted": counted}
    moment = clock.now()
    if not _is_first(place | {"agency_id": course.agency_id, "asked_at": moment}):
        held = select(KeptAnalysis).filter_by(**place).with_for_update()
        row = db.session.scalars(held.execution_options(populate_existing=True)).one()
        known = kept(course.id, module_slug, counted)
        if known and known.waiting and known.asked_at > moment - AGAIN:
            return
        row.asked_at = moment
    enqueue("bank.analyse", course_id=course.id, module_slug=module_slug, counted=counted.value)


def _is_first(asked: dict[str, Any]) -> bool:
    """Whether nobody had asked; who asks at the same moment waits here for the other."""
    fresh = insert_into(KeptAnalysis).values(asked).on_conflict_do_nothing()
    return db.session.scalar(fresh.returning(KeptAnalysis.course_id)) is not None


@job("bank.analyse", slow=True)
def analyse_slowly(course_id: int, module_slug: str, counted: str) -> None:
    found = analysed(course_id, module_slug, Counted(counted))
    told = update(KeptAnalysis).where(
        KeptAnalysis.course_id == course_id,
        KeptAnalysis.module_slug == module_slug,
        KeptAnalysis.counted == counted,
    )
    with transaction():
        db.session.execute(told.values(computed_at=found.computed_at, body=facts(found)))


@job("bank.figures", slow=True, every=timedelta(days=1))
def keep_figures() -> None:
    """What the list of the bank shows: of every question's version of today, once a day."""
    places = rows(select(QuestionPlace.digest, QuestionPlace.agency_id))
    for first in range(0, len(places), TOGETHER):
        owners = dict(tuple(each) for each in places[first : first + TOGETHER])
        found, moment = versions_analysed(list(owners)), clock.now()
        with transaction():
            for digest, item in found.items():
                _keep(item, owners[digest], moment)


def _keep(item: Item, agency_id: int, moment: datetime) -> None:
    values = {
        "agency_id": agency_id,
        "asked": item.figures.asked,
        "facility": _kept(item.figures.facility),
        "rest": _kept(item.figures.rest),
        "flags": list(item.flags),
        "computed_at": moment,
    }
    mine = KeptFigures.question_digest == item.digest
    if not db.session.execute(update(KeptFigures).where(mine).values(values)).rowcount:  # type: ignore[attr-defined]  # an update's result counts
        db.session.execute(insert(KeptFigures).values(question_digest=item.digest, **values))


def _kept(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.4f}")
