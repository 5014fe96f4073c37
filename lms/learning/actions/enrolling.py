"""Coming into a course and leaving it."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import say
from lms.learning import queries
from lms.learning.models import Enrolment, EnrolmentState, Run


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
    held = _held(run)
    present = queries.latest(run.course_id, person_id)
    if present is not None and present.state == EnrolmentState.ACTIVE:
        _assign(present, assigned_by, due_on)
        return present
    left = queries.places_left(held)
    if left is not None and left <= 0:
        raise Conflict(say("Semua tempat pada angkatan ini sudah terisi. Pilih angkatan lain."))
    return _enter(run, person_id, agency_id, assigned_by, due_on)


def _held(run: Run) -> Run:
    """The run, locked, so that its last place is given once and a double click counts once."""
    asked = select(Run).where(Run.id == run.id)
    return db.session.scalars(asked.with_for_update(key_share=True)).one()


def _assign(present: Enrolment, assigned_by: int | None, due_on: date | None) -> None:
    if assigned_by is None or present.assigned_by is not None:
        return
    present.assigned_by, present.due_on = assigned_by, due_on
    agency_id = present.agency_id
    audit("assigned", "enrolment", present.id, actor_id=assigned_by, agency_id=agency_id)


def _enter(
    run: Run, person_id: int, agency_id: int, assigned_by: int | None, due_on: date | None
) -> Enrolment:
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
    return entered


def withdraw(enrolment: Enrolment) -> None:
    """Leave a course; what was done in it stays on record."""
    enrolment.state = EnrolmentState.WITHDRAWN
    enrolment.ended_at = clock.now()
    audit(
        "withdrew",
        "enrolment",
        enrolment.id,
        actor_id=enrolment.person_id,
        agency_id=enrolment.agency_id,
    )


def complete(enrolment: Enrolment) -> None:
    """Close an enrolment whose course is completed; called by the register."""
    enrolment.state = EnrolmentState.COMPLETED
    enrolment.ended_at = clock.now()
