"""What somebody waits for: the state of their applications, and their place in line."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    func,
    select,
)
from sqlalchemy.orm import aliased

from lms.foundation import clock
from lms.foundation.database import db, row
from lms.foundation.errors import NotFound
from lms.identity.models import Agency
from lms.learning.models import (
    Application,
    ApplicationState,
    ApplicationStep,
    Approval,
    Enrolment,
    Run,
)

WAITS = (ApplicationState.ASKED, ApplicationState.QUEUED)


def application(application_id: int) -> Application:
    """Raises NotFound."""
    found = db.session.get(Application, application_id)
    if found is None:
        raise NotFound
    return found


def last_reason(application_id: int) -> str:
    """What was said with its latest step."""
    wanted = select(ApplicationStep.reason).where(ApplicationStep.application_id == application_id)
    return db.session.scalar(wanted.order_by(ApplicationStep.id.desc()).limit(1)) or ""


@dataclass(frozen=True)
class Asked:
    """An application as its person sees it; `reason` and `at` are of its latest step."""

    id: int
    state: ApplicationState
    run: str
    closes_on: date | None
    approval: Approval
    organiser: str
    ahead: int  # of those in line
    reason: str
    at: datetime

    @property
    def is_over(self) -> bool:
        return self.closes_on is not None and self.closes_on <= clock.today()

    @property
    def waits(self) -> bool:
        return self.state in WAITS and not self.is_over

    @property
    def turn(self) -> int:
        return self.ahead + 1


_earlier = aliased(Application)
AHEAD = (
    select(func.count())
    .where(
        _earlier.run_id == Application.run_id,
        _earlier.state == ApplicationState.QUEUED,
        _earlier.turn < Application.turn,
    )
    .correlate(Application)
    .scalar_subquery()
)
_step = aliased(ApplicationStep)
LAST_STEP = (
    select(func.max(_step.id))
    .where(_step.application_id == Application.id)
    .correlate(Application)
    .scalar_subquery()
)


def asked(course_id: int, person_id: int) -> Asked | None:
    """What the person asked for last in a course."""
    found = row(
        select(
            *(Application.id, Application.state, Run.name, Run.closes_on, Run.approval),
            func.coalesce(Run.partner, Agency.name),
            *(AHEAD, ApplicationStep.reason, ApplicationStep.at),
        )
        .join(Run, Run.id == Application.run_id)
        .join(Agency, Agency.id == Run.agency_id)
        .join(ApplicationStep, ApplicationStep.id == LAST_STEP)
        .where(Application.course_id == course_id, Application.person_id == person_id)
        .order_by(Application.id.desc())
        .limit(1)
    )
    return Asked(*found) if found else None


@dataclass(frozen=True)
class Seated:
    """The run in which somebody learns, and how they came to their place."""

    name: str
    self_paced: bool
    closes_on: date | None
    withdraw_until: date | None
    organiser: str
    given_at: datetime | None  # by an answer or from the waiting list
    begun: bool

    @property
    def is_new(self) -> bool:
        """Given while the person was away, so that they may decline it."""
        return self.given_at is not None and not self.begun

    @property
    def may_go(self) -> bool:
        """Whether leaving is still up to the person."""
        ended = self.withdraw_until is not None and self.withdraw_until <= clock.today()
        return self.is_new or not ended


def seated(enrolment_id: int) -> Seated:
    """Raises NotFound."""
    found = row(
        select(
            *(Run.name, Run.self_paced, Run.closes_on, Run.withdraw_until),
            func.coalesce(Run.partner, Agency.name),
            *(ApplicationStep.at, Enrolment.place_at.is_not(None)),
        )
        .select_from(Enrolment)
        .join(Run, Run.id == Enrolment.run_id)
        .join(Agency, Agency.id == Run.agency_id)
        .outerjoin(Application, Application.enrolment_id == Enrolment.id)
        .outerjoin(ApplicationStep, ApplicationStep.id == LAST_STEP)
        .where(Enrolment.id == enrolment_id)
    )
    if found is None:
        raise NotFound
    return Seated(*found)
