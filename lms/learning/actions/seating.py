"""Giving the places of a run: free ones at once, and what becomes free to the first in line."""

from sqlalchemy import func, select

from lms.catalog import queries as catalog
from lms.foundation.database import db
from lms.foundation.jobs import enqueue
from lms.identity.queries import person
from lms.learning import queries
from lms.learning.actions.entering import WAITS, enter, note, settle
from lms.learning.models import Application, ApplicationState, ApplicationStepKind, Enrolment, Run

PLACE_LETTER = "learning.place_letter"


def seat(application: Application, run: Run) -> Enrolment | None:
    """A place in the run, which the caller holds; without one, the next turn in its line."""
    if queries.has_place(run):
        return _give(application, run)
    last = select(func.max(Application.turn)).where(Application.run_id == run.id)
    application.turn = (db.session.scalar(last) or 0) + 1
    settle(application, ApplicationState.QUEUED, None)
    return None


def _give(application: Application, run: Run) -> Enrolment:
    # Settled before the person enters, which ends all that they wait for.
    settle(application, ApplicationState.GIVEN, None)
    entered = enter(run, application.person_id, application.agency_id)
    application.enrolment_id = entered.id
    db.session.flush()
    return entered


def fill(run: Run) -> int:
    """Give the free places of a run, which the caller holds, to those first in line.

    In the transaction that made them free, so that nobody else comes between. Answers how many.
    """
    given = 0
    while is_offered(run) and queries.has_place(run) and (first := _first(run)):
        if _may_come(first):
            _give(first, run)
            tell_of(first)
            given += 1
        else:
            settle(first, ApplicationState.LAPSED, None)
    return given


def tell_of(application: Application) -> None:
    """A letter of how it stands now, by the worker."""
    state = application.state.value
    enqueue(PLACE_LETTER, application_id=application.id, state=state)


def is_offered(run: Run) -> bool:
    """Not while its course is out of the catalogue: it may be put back."""
    return not queries.is_over(run) and catalog.is_open_to(run.course_id, run.agency_id)


def _first(run: Run) -> Application | None:
    """Locked; whoever took their application back while we waited for the lock is passed over."""
    line = (Application.run_id == run.id, Application.state == ApplicationState.QUEUED)
    wanted = select(Application.id).where(*line).order_by(Application.turn).limit(1)
    while (first_id := db.session.scalar(wanted)) is not None:
        first = db.session.get_one(
            Application, first_id, with_for_update=True, populate_existing=True
        )
        if first.state == ApplicationState.QUEUED:
            return first
    return None


def _may_come(application: Application) -> bool:
    """Whether the person is still in service, and their agency may still take the course."""
    course_id, person_id = application.course_id, application.person_id
    in_service = person(person_id).active and catalog.is_open_to(course_id, application.agency_id)
    return in_service and not queries.is_in(course_id, person_id)


def ensure_may_come(application: Application) -> bool:
    """For who answers: an application of somebody who may no longer come is over instead."""
    if application.state in WAITS and not _may_come(application):
        settle(application, ApplicationState.LAPSED, None)
        return False
    return True


def admit(application: Application, run: Run, by: int, reason: str = "") -> Enrolment | None:
    """Say yes; answers the enrolment where there was a place, else the person stands in line."""
    note(application, ApplicationStepKind.APPROVED, by, reason)
    return seat(application, run)
