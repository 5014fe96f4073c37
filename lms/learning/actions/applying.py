"""Asking to come into a run: at once where its rule lets one, else by an application."""

from blinker import Signal
from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning import queries
from lms.learning.actions.entering import WAITS, enter, held_waiting, hold, note, settle, worded
from lms.learning.actions.seating import fill, seat
from lms.learning.models import (
    Application,
    ApplicationState,
    ApplicationStepKind,
    Approval,
    Enrolment,
    Run,
)

# Sent with the person and the course before they come in by their own wish; may refuse it.
about_to_enter = Signal()


def apply(run: Run, person_id: int, agency_id: int, reason: str = "") -> Enrolment | Application:
    """A place, a turn in the waiting list, or an application that waits for its answer.

    Asked again it answers what there is already. Raises Invalid without a reason where somebody
    must say yes, Conflict for who waits for another run of the course.
    """
    held = hold(run.id)
    present = queries.active(held.course_id, person_id)
    if present is not None:
        return present
    waiting = _waiting(held, person_id)
    if waiting is not None:
        return waiting
    about_to_enter.send(person_id, course_id=held.course_id)
    why = worded(reason) if held.approval != Approval.OPEN else ""
    fill(held)  # what became free while the course was out of the catalogue
    if held.approval == Approval.OPEN and queries.has_place(held):
        return enter(held, person_id, agency_id)
    asked = _ask(held, person_id, agency_id, why)
    if held.approval == Approval.OPEN:
        seat(asked, held)
    return asked


def _waiting(run: Run, person_id: int) -> Application | None:
    """What the person waits for in this run; what they waited for in a run that is over lapses."""
    for waiting in held_waiting(run.course_id, person_id):
        if waiting.run_id == run.id:
            return waiting
        other = queries.run(waiting.run_id)
        if not queries.is_over(other):
            raise Conflict(
                say(
                    "Anda masih menunggu tempat di %(run)s. Tarik dulu permohonan itu di halaman "
                    "kursus ini, lalu pilih angkatan lain.",
                    run=other.name,
                )
            )
        settle(waiting, ApplicationState.LAPSED, None)
    return None


def _ask(run: Run, person_id: int, agency_id: int, reason: str) -> Application:
    asked = Application(
        run_id=run.id,
        course_id=run.course_id,
        person_id=person_id,
        agency_id=agency_id,
        state=ApplicationState.ASKED,
        reason=reason,
        asked_at=clock.now(),
    )
    db.session.add(asked)
    try:
        db.session.flush()
    except IntegrityError:  # at another window, for another run
        raise Conflict(say("Anda sudah menunggu tempat di kursus ini.")) from None
    note(asked, ApplicationStepKind.ASKED, person_id)
    return asked


def take_back(application_id: int, by: int) -> None:
    """Wait no more; done twice it counts once. Raises Conflict once there was an answer."""
    asked = db.session.get_one(
        Application, application_id, with_for_update=True, populate_existing=True
    )
    if asked.state in WAITS:
        settle(asked, ApplicationState.TAKEN_BACK, by)
    elif asked.state != ApplicationState.TAKEN_BACK:
        raise Conflict(say("Permohonan ini sudah dijawab. Muat ulang halaman kursusnya."))
