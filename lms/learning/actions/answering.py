"""Answering those who ask for a place, and taking such an answer back."""

from enum import StrEnum

from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning import queries
from lms.learning.actions.entering import held_waiting, hold, settle, worded
from lms.learning.actions.seating import admit, ensure_may_come, fill, is_offered, tell_of
from lms.learning.models import Application, ApplicationState, Run


class Outcome(StrEnum):
    GIVEN = "given"
    QUEUED = "queued"
    REFUSED = "refused"
    LATE = "late"  # it was answered, taken back or over already; nothing was changed


def approve(application_id: int, by: int, reason: str = "") -> Outcome:
    """Say yes: a place where one is left, else the next turn in line."""
    why = worded(reason) if reason.strip() else ""
    run, asked = _held(application_id)
    if not _waits(run, asked):
        return Outcome.LATE
    fill(run)
    given = admit(asked, run, by, why)
    tell_of(asked)
    return Outcome.GIVEN if given else Outcome.QUEUED


def refuse(application_id: int, by: int, reason: str) -> Outcome:
    """Say no, and why: nobody is left to guess. Raises Invalid without a reason."""
    why = worded(reason)
    run, asked = _held(application_id)
    if not _waits(run, asked):
        return Outcome.LATE
    settle(asked, ApplicationState.REFUSED, by, why)
    tell_of(asked)
    return Outcome.REFUSED


def ask_again(application_id: int, by: int) -> None:
    """Take back a refusal: the application waits for an answer as before.

    Raises Conflict where that is no longer so, or the person found another way meanwhile.
    """
    run, asked = _held(application_id)
    if asked.state == ApplicationState.ASKED:
        return
    elsewhere = held_waiting(run.course_id, asked.person_id)
    settled = queries.is_in(run.course_id, asked.person_id) or queries.is_over(run)
    if asked.state != ApplicationState.REFUSED or elsewhere or settled:
        raise Conflict(say("Penolakan ini tidak dapat dibatalkan lagi: keadaannya sudah berubah."))
    settle(asked, ApplicationState.ASKED, by)


def admit_all(run: Run, by: int) -> None:
    """Where nobody need be asked any more, those who asked come in, in their order."""
    waiting = Application.state == ApplicationState.ASKED
    ours = select(Application.id).where(Application.run_id == run.id, waiting)
    for application_id in db.session.scalars(ours.order_by(Application.id)).all():
        approve(application_id, by)


def _held(application_id: int) -> tuple[Run, Application]:
    run = hold(db.session.get_one(Application, application_id).run_id)
    asked = db.session.get_one(
        Application, application_id, with_for_update=True, populate_existing=True
    )
    return run, asked


def _waits(run: Run, asked: Application) -> bool:
    waits = asked.state == ApplicationState.ASKED and is_offered(run)
    return waits and ensure_may_come(asked)
