"""What somebody is told on coming in: what they wait for, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from lms.catalog.models import Course
from lms.catalog.queries import published
from lms.foundation import clock
from lms.foundation.database import rows
from lms.learning.models import (
    Application,
    ApplicationState,
    ApplicationStep,
    Enrolment,
    EnrolmentState,
    Run,
    Withdrawal,
)
from lms.learning.queries.waiting import AHEAD, LAST_STEP, WAITS

REMOVED = "removed"


@dataclass(frozen=True)
class News:
    """Where an application stands, as one is told on coming in; `kind` is a state, or `removed`."""

    kind: str
    course_slug: str
    course_title: str
    run: str
    ahead: int
    reason: str
    at: datetime


def news(person_id: int, since: datetime) -> list[News]:
    """What the person waits for, and the answers since; a place is news until it is taken up."""
    found = union_all(_applications(person_id, since), _removals(person_id, since)).subquery()
    return [News(*each) for each in rows(select(found).order_by(found.c.at.desc()))]


def _applications(person_id: int, since: datetime) -> Select[*tuple[Any, ...]]:
    open_ = or_(Run.closes_on.is_(None), Run.closes_on > clock.today())
    active = and_(Enrolment.state == EnrolmentState.ACTIVE, Enrolment.place_at.is_(None))
    refused = and_(
        Application.state == ApplicationState.REFUSED,
        ApplicationStep.at >= since,
        _is_last(person_id),
    )
    told = or_(and_(Application.state.in_(WAITS), open_, published()), refused, active)
    return (
        select(
            type_coerce(Application.state, String).label("kind"),
            *(Course.slug, Course.title, Run.name, AHEAD.label("ahead")),
            *(ApplicationStep.reason, ApplicationStep.at.label("at")),
        )
        .join(Run, Run.id == Application.run_id)
        .join(Course, Course.id == Application.course_id)
        .join(ApplicationStep, ApplicationStep.id == LAST_STEP)
        .outerjoin(Enrolment, Enrolment.id == Application.enrolment_id)
        .where(Application.person_id == person_id, told)
    )


def _is_last(person_id: int) -> ColumnElement[bool]:
    """Whoever asked again after a refusal, or came in otherwise, knows of it."""
    later, entered = aliased(Application), aliased(Enrolment)
    again = select(later.id).where(
        later.course_id == Application.course_id,
        later.person_id == person_id,
        later.id > Application.id,
    )
    inside = select(entered.id).where(
        entered.course_id == Application.course_id,
        entered.person_id == person_id,
        entered.state == EnrolmentState.ACTIVE,
    )
    return and_(~again.correlate(Application).exists(), ~inside.correlate(Application).exists())


def _removals(person_id: int, since: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(REMOVED),
            *(Course.slug, Course.title, Run.name, literal(0), Withdrawal.reason, Withdrawal.at),
        )
        .select_from(Withdrawal)
        .join(Enrolment, Enrolment.id == Withdrawal.enrolment_id)
        .join(Run, Run.id == Enrolment.run_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.person_id == person_id, Withdrawal.at >= since)
    )
