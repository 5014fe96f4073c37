"""Coming into a run that is held, and what becomes of what the person had asked for before."""

from collections.abc import Sequence
from datetime import date

from blinker import Signal
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.language import say
from lms.foundation.text import plain_text
from lms.learning.models import (
    Application,
    ApplicationState,
    ApplicationStep,
    ApplicationStepKind,
    Enrolment,
    EnrolmentState,
    Run,
)

LONGEST = 1000  # letters of a reason
# Sent with the enrolment, in the same transaction, when somebody has come into a run.
entered_run = Signal()
WAITS = (ApplicationState.ASKED, ApplicationState.QUEUED)


def hold(run_id: int) -> Run:
    """The run as it is now, locked, so that its last place is given once.

    Whoever locks an application or an enrolment of it too has locked the run first.
    """
    asked = select(Run).where(Run.id == run_id).with_for_update(key_share=True)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def held_waiting(course_id: int, person_id: int) -> Sequence[Application]:
    """What the person waits for in a course, locked: nobody answers it meanwhile."""
    asked = (
        select(Application)
        .where(
            Application.course_id == course_id,
            Application.person_id == person_id,
            Application.state.in_(WAITS),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(asked).all()


def enter(
    run: Run,
    person_id: int,
    agency_id: int,
    *,
    assigned_by: int | None = None,
    due_on: date | None = None,
) -> Enrolment:
    """A place in the run, which the caller holds; waiting for another in the course is over."""
    for other in held_waiting(run.course_id, person_id):
        settle(other, ApplicationState.LAPSED, None)
    entered = Enrolment(
        run_id=run.id,
        course_id=run.course_id,
        person_id=person_id,
        agency_id=agency_id,
        state=EnrolmentState.ACTIVE,
        enrolled_at=clock.now(),
        assigned_by=assigned_by,
        due_on=due_on,
    )
    db.session.add(entered)
    try:
        db.session.flush()
    except IntegrityError:
        raise Conflict(say("Anda sudah terdaftar di kursus ini.")) from None
    audit(
        "enrolled", "enrolment", entered.id, actor_id=assigned_by or person_id, agency_id=agency_id
    )
    entered_run.send(entered)
    return entered


def settle(
    application: Application, state: ApplicationState, by: int | None, reason: str = ""
) -> None:
    """The application is in another state from now on, and the step that led there is kept."""
    application.state = state
    note(application, ApplicationStepKind(state.value), by, reason)


def note(
    application: Application, kind: ApplicationStepKind, by: int | None, reason: str = ""
) -> None:
    """One more step, and its row in the audit trail, which knows nothing of the reason."""
    db.session.add(
        ApplicationStep(
            application_id=application.id,
            kind=kind,
            person_id=by,
            reason=reason,
            at=clock.now(),
        )
    )
    db.session.flush()
    agency_id = application.agency_id
    audit(f"{kind}-application", "application", application.id, actor_id=by, agency_id=agency_id)


def worded(text: str) -> str:
    """A reason as it is kept; raises Invalid where there is none, or no end of it."""
    kept = plain_text(text).strip()
    if 0 < len(kept) <= LONGEST:
        return kept
    too_long = say("Paling panjang %(max)d huruf.", max=LONGEST)
    sentence = too_long if kept else say("Isian ini wajib diisi.")
    raise Invalid(sentence, {"reason": sentence})
