"""Many people put into a course at once by somebody else, and let go of that, in few statements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, String, cast, insert, literal, select, update

from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.foundation.inserting import insert_into
from lms.learning.actions.entering import WAITS, hold, settle
from lms.learning.models import Application, ApplicationState, Enrolment, EnrolmentState, Run

UNSEEN = {"synchronize_session": False}  # no session keeps any of these rows


def assign_all(run: Run, wanted: Select[*tuple[Any, ...]], by: int) -> int:
    """Have everybody `wanted` in the course by the day it is due: rows of person, agency, day.

    Who is in it is assigned where nobody assigned them yet; the others enter `run`, whatever its
    rule of approval. Answers how many were touched.
    """
    held = hold(run.id)
    one = wanted.subquery()
    person, _, due = one.c
    _end_waiting(held, select(person))
    own = (Enrolment.course_id == held.course_id, Enrolment.state == EnrolmentState.ACTIVE)
    day = select(due).where(person == Enrolment.person_id).scalar_subquery()
    taken = update(Enrolment).where(
        *own, Enrolment.assigned_by.is_(None), Enrolment.person_id.in_(select(person))
    )
    assigned = _ids(taken.values(assigned_by=by, due_on=day).returning(Enrolment.id))
    entered = _ids(_entering(held, wanted, by))
    _note("assigned", assigned, by)
    _note("enrolled", entered, by)
    return len(assigned) + len(entered)


def _entering(run: Run, wanted: Select[*tuple[Any, ...]], by: int) -> Any:
    """Rows of those who are not in the course; who comes in at the same moment is passed over."""
    one = wanted.subquery()
    person, agency, due = one.c
    own = (Enrolment.course_id == run.course_id, Enrolment.state == EnrolmentState.ACTIVE)
    inside = select(Enrolment.id).where(*own, Enrolment.person_id == person).exists()
    facts = {
        "run_id": literal(run.id),
        "course_id": literal(run.course_id),
        "person_id": person,
        "agency_id": agency,
        "state": literal(EnrolmentState.ACTIVE, Enrolment.state.type),
        "enrolled_at": literal(clock.now(), Enrolment.enrolled_at.type),
        "assigned_by": literal(by),
        "due_on": due,
    }
    rows = insert_into(Enrolment).from_select([*facts], select(*facts.values()).where(~inside))
    return rows.on_conflict_do_nothing().returning(Enrolment.id)


def _end_waiting(run: Run, people: Select[*tuple[Any, ...]]) -> None:
    """What the few who waited for a place had asked for is over, as for whoever enters."""
    waiting = select(Application).where(
        Application.course_id == run.course_id,
        Application.state.in_(WAITS),
        Application.person_id.in_(people),
    )
    for each in db.session.scalars(waiting.with_for_update()).all():
        settle(each, ApplicationState.LAPSED, None)


def free_all(course_id: int, people: Sequence[int], by: int) -> None:
    """What `by` assigned these people is their own choice from now on, and due on no day."""
    theirs = (Enrolment.course_id == course_id, Enrolment.person_id.in_(people))
    held = (Enrolment.state == EnrolmentState.ACTIVE, Enrolment.assigned_by == by)
    freed = update(Enrolment).where(*theirs, *held).values(assigned_by=None, due_on=None)
    _note("freed", _ids(freed.returning(Enrolment.id)), by)


def _ids(change: Any) -> Sequence[int]:
    found: Sequence[int] = db.session.scalars(change, execution_options=UNSEEN).all()
    return found


def _note(verb: str, enrolments: Sequence[int], by: int) -> None:
    """One row of the trail for each."""
    if not enrolments:
        return
    facts = {
        "at": literal(clock.now(), AuditEntry.at.type),
        "actor_id": literal(by),
        "agency_id": Enrolment.agency_id,
        "verb": literal(verb),
        "subject_kind": literal("enrolment"),
        "subject_id": cast(Enrolment.id, String),
        "detail": literal({}, AuditEntry.detail.type),
    }
    rows = select(*facts.values()).where(Enrolment.id.in_(enrolments))
    db.session.execute(insert(AuditEntry).from_select([*facts], rows), execution_options=UNSEEN)
