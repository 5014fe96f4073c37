"""Coming into a course and leaving it."""

from datetime import date

from blinker import Signal
from sqlalchemy import func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning import queries
from lms.learning.actions.entering import enter, hold, worded
from lms.learning.actions.seating import fill
from lms.learning.models import Enrolment, EnrolmentState, Run, Withdrawal

# Sent with the enrolment, in the same transaction, when its course is completed.
course_completed = Signal()
# The same when somebody has left it, or was let go.
left_course = Signal()


def open_default_run(course: Course) -> Run:
    """The self-paced run that every course has; two who ask first get the same one."""
    found = _default_run(course.id)
    if found is None:
        # Without "key": who enrols meanwhile holds the run and refers to the course, and waits not.
        asked = select(Course.id).where(Course.id == course.id)
        db.session.scalar(asked.with_for_update(key_share=True))
        found = _default_run(course.id) or _open_run(course)
    return found


def _default_run(course_id: int) -> Run | None:
    wanted = select(Run).where(Run.course_id == course_id, Run.self_paced.is_(True))
    return db.session.scalar(wanted.order_by(Run.id).limit(1))


def _open_run(course: Course) -> Run:
    last = db.session.scalar(select(func.max(Run.number)).where(Run.course_id == course.id))
    opened = Run(
        course_id=course.id,
        agency_id=course.agency_id,
        number=(last or 0) + 1,
        name="Belajar mandiri",
        self_paced=True,
        opens_on=clock.today(),
    )
    db.session.add(opened)
    db.session.flush()
    return opened


def enrol(
    run: Run,
    person_id: int,
    agency_id: int,
    *,
    assigned_by: int | None = None,
    due_on: date | None = None,
) -> Enrolment:
    """Enrol the person in a run; asked again while they are in it, answers the same enrolment.

    Somebody who is in it by their own wish and is now assigned gets the duty and its date.
    Raises Conflict where no place is left.
    """
    held = hold(run.id)
    present = queries.active(run.course_id, person_id)
    if present is not None:
        _assign(present, assigned_by, due_on)
        return present
    if not queries.has_place(held):
        raise Conflict(say("Semua tempat pada angkatan ini sudah terisi. Pilih angkatan lain."))
    return enter(held, person_id, agency_id, assigned_by=assigned_by, due_on=due_on)


def _assign(present: Enrolment, assigned_by: int | None, due_on: date | None) -> None:
    if assigned_by is None or present.assigned_by is not None:
        return
    present.assigned_by, present.due_on = assigned_by, due_on
    agency_id = present.agency_id
    audit("assigned", "enrolment", present.id, actor_id=assigned_by, agency_id=agency_id)


def withdraw(enrolment: Enrolment, by: int | None = None, reason: str = "") -> None:
    """Leave a course; what was done in it stays on record, and the place is the next one's.

    `by` is somebody else who lets the person go, and says why. Done twice it counts once.
    """
    run = hold(enrolment.run_id)
    db.session.refresh(enrolment, with_for_update=True)
    if enrolment.state != EnrolmentState.ACTIVE:
        return
    if by is not None:
        told = {"enrolment_id": enrolment.id, "person_id": by, "reason": worded(reason)}
        db.session.add(Withdrawal(**told, at=clock.now()))
    enrolment.state = EnrolmentState.WITHDRAWN
    enrolment.ended_at = clock.now()
    db.session.flush()
    audit(
        "withdrew",
        "enrolment",
        enrolment.id,
        actor_id=by or enrolment.person_id,
        agency_id=enrolment.agency_id,
    )
    left_course.send(enrolment)
    fill(run)


def complete(enrolment: Enrolment) -> None:
    """Close an enrolment whose course is completed; called by the register."""
    enrolment.state = EnrolmentState.COMPLETED
    enrolment.ended_at = clock.now()
    db.session.flush()
    course_completed.send(enrolment)
