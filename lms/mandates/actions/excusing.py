"""One person's duty: done, excused, due later."""

from datetime import date, timedelta

from sqlalchemy import or_, select, update

from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.jobs import enqueue
from lms.foundation.language import say
from lms.learning.actions import free_all
from lms.learning.models import Enrolment, EnrolmentState
from lms.mandates import queries
from lms.mandates.actions.drafting import MOST_DAYS, worded
from lms.mandates.actions.following import UNSEEN, hold, note
from lms.mandates.actions.making import BRING
from lms.mandates.models import (
    Duty,
    DutyState,
    DutyStepKind,
    Mandate,
    MandateState,
)
from lms.records.actions import completion_recorded
from lms.records.models import Completion


def exempt(duty_id: int, by: int, reason: str) -> None:
    """Excused: neither reminded nor late. Once is enough; raises Conflict for what is not open."""
    why, mandate = worded(reason), _mandate(duty_id)
    person_id = db.session.scalars(select(Duty.person_id).where(Duty.id == duty_id)).one()
    assert mandate.bound_by is not None
    free_all(mandate.course_id, [person_id], mandate.bound_by)  # enrolments before duties
    held = _held(duty_id)
    if held.state == DutyState.EXEMPT:
        return
    _ensure_open(held)
    held.state = DutyState.EXEMPT
    _step(held, DutyStepKind.EXEMPTED, by, why)
    for other in queries.binding(mandate.agency_id, mandate.course_id):
        if other != mandate.id:  # which still asks the same course of them
            enqueue(BRING, mandate_id=other)


def oblige_again(duty_id: int, by: int) -> None:
    """Undo it; the worker looks whether the person still meets the rule, or has done it."""
    mandate, held = _mandate(duty_id), _held(duty_id)
    if held.state == DutyState.EXEMPT:
        held.state = DutyState.OPEN
        _step(held, DutyStepKind.OBLIGED_AGAIN, by)
        enqueue(BRING, mandate_id=mandate.id)


def postpone(duty_id: int, due_on: date, by: int, reason: str) -> None:
    """Due on a later day, from today on; raises Invalid for a day that is past or far away."""
    why, mandate, today = worded(reason), _mandate(duty_id), clock.today()
    if not today <= due_on <= today + timedelta(days=MOST_DAYS):
        text = say("Tenggat baru paling cepat hari ini, paling lambat tiga tahun lagi.")
        raise Invalid(text, {"due_on": text})
    before = select(Duty.person_id, Duty.due_on).where(Duty.id == duty_id)
    person_id, was = db.session.execute(before).one()
    theirs = (Enrolment.course_id == mandate.course_id, Enrolment.person_id == person_id)
    assigned = (Enrolment.state == EnrolmentState.ACTIVE, Enrolment.due_on == was)
    moved = update(Enrolment).where(*theirs, *assigned).values(due_on=due_on)
    db.session.execute(moved, execution_options=UNSEEN)  # enrolments before duties
    held = _held(duty_id)
    _ensure_open(held)
    if held.due_on == due_on:
        return
    days = {"was": held.due_on.isoformat(), "is": due_on.isoformat()}
    held.due_on = due_on
    _step(held, DutyStepKind.POSTPONED, by, why, **days)


def _mandate(duty_id: int) -> Mandate:
    """In force, and held against who brings it up; raises Conflict after its end."""
    found = hold(db.session.scalars(select(Duty.mandate_id).where(Duty.id == duty_id)).one())
    if found is None or found.state != MandateState.BINDING:
        raise Conflict(say("Kewajiban ini sudah diakhiri."))
    return found


def _held(duty_id: int) -> Duty:
    return db.session.get_one(Duty, duty_id, with_for_update=True, populate_existing=True)


def _ensure_open(held: Duty) -> None:
    if held.state != DutyState.OPEN:
        raise Conflict(say("Kewajiban orang ini sudah selesai, dibebaskan, atau tidak berlaku."))


def _step(held: Duty, kind: DutyStepKind, by: int, reason: str = "", **detail: str) -> None:
    db.session.flush()
    note([held.id], kind, by, reason, **detail)
    audit(kind.value, "duty", held.id, actor_id=by, agency_id=held.agency_id)


@completion_recorded.connect
def note_done(written: Completion) -> None:
    """A course was completed: whatever obliged the person to take it is done, in time or late."""
    mandates = select(Mandate.id).where(
        Mandate.course_id == written.course_id, Mandate.state == MandateState.BINDING
    )
    fresh = or_(Duty.counts_from.is_(None), Duty.counts_from <= written.completed_on)
    theirs = (Duty.person_id == written.person_id, Duty.state == DutyState.OPEN)
    done = update(Duty).where(*theirs, Duty.mandate_id.in_(mandates), fresh)
    turned = done.values(state=DutyState.DONE, done_on=written.completed_on).returning(Duty.id)
    note(db.session.scalars(turned, execution_options=UNSEEN).all(), DutyStepKind.DONE)
