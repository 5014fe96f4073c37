"""What somebody is told on coming in: what they wait for, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from lms.catalog.models import Course
from lms.catalog.queries import published
from lms.foundation.database import Moment
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
_person: BindParameter[int] = bindparam("person")
_since: BindParameter[datetime] = bindparam("since", type_=Moment())


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


def _applications() -> Select[*tuple[Any, ...]]:
    open_ = or_(Run.closes_on.is_(None), Run.closes_on > bindparam("today", type_=Date()))
    active = and_(Enrolment.state == EnrolmentState.ACTIVE, Enrolment.place_at.is_(None))
    refused = and_(
        Application.state == ApplicationState.REFUSED,
        ApplicationStep.at >= _since,
        _is_last(),
    )
    waits = or_(*(Application.state == each for each in WAITS))
    told = or_(and_(waits, open_, published()), refused, active)
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
        .where(Application.person_id == _person, told)
    )


def _is_last() -> ColumnElement[bool]:
    """Whoever asked again after a refusal, or came in otherwise, knows of it."""
    later, entered = aliased(Application), aliased(Enrolment)
    again = select(later.id).where(
        later.course_id == Application.course_id,
        later.person_id == _person,
        later.id > Application.id,
    )
    inside = select(entered.id).where(
        entered.course_id == Application.course_id,
        entered.person_id == _person,
        entered.state == EnrolmentState.ACTIVE,
    )
    return and_(~again.correlate(Application).exists(), ~inside.correlate(Application).exists())


def _removals() -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(REMOVED),
            *(Course.slug, Course.title, Run.name, literal(0), Withdrawal.reason, Withdrawal.at),
        )
        .select_from(Withdrawal)
        .join(Enrolment, Enrolment.id == Withdrawal.enrolment_id)
        .join(Run, Run.id == Enrolment.run_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.person_id == _person, Withdrawal.at >= _since)
    )


# What the person waits for, and the answers since; a place is news until it is taken up.
NEWS = union_all(_applications(), _removals())
