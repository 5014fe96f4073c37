"""The places of a run, and the days on which they are given."""

from sqlalchemy import ScalarSelect, func, select

from lms.foundation import clock
from lms.foundation.database import db
from lms.learning.models import Application, ApplicationState, Enrolment, EnrolmentState, Run


def has_place(run: Run) -> bool:
    left = places_left(run)
    return left is None or left > 0


def places_left(run: Run) -> int | None:
    """How many more may enrol; none where the run has no limit."""
    return None if run.places is None else run.places - taken(run)


def taken(run: Run) -> int:
    """How many are or were in it to its end; who left gave their place back."""
    stays = Enrolment.state != EnrolmentState.WITHDRAWN
    counted = select(func.count()).where(Enrolment.run_id == run.id, stays)
    return db.session.scalar(counted) or 0


def is_over(run: Run) -> bool:
    return run.closes_on is not None and run.closes_on <= clock.today()


def count_in() -> ScalarSelect[int]:
    """Of each Run of a statement: how many are or were in it to its end."""
    stays = Enrolment.state != EnrolmentState.WITHDRAWN
    counted = select(func.count()).where(Enrolment.run_id == Run.id, stays)
    return counted.correlate(Run).scalar_subquery()


def count_waiting(state: ApplicationState) -> ScalarSelect[int]:
    """Of each Run of a statement: how many wait for an answer, or in line."""
    counted = select(func.count()).where(Application.run_id == Run.id, Application.state == state)
    return counted.correlate(Run).scalar_subquery()
