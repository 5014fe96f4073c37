"""A mandate brought up to the people of today, a chunk at a time, in few statements for many.

Each step answers how many duties it touched, and is done again until there are none; the caller
opens a transaction for each chunk and holds the mandate in it, so two who do this at once take
turns. Where a chunk touches enrolments too, it locks these before the duties, as learning does.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, insert, literal, or_, select, update

from lms.catalog.models import Course
from lms.catalog.queries import is_open_to
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.inserting import insert_into
from lms.identity.models import Person
from lms.learning.actions import assign_all, free_all, open_default_run
from lms.learning.models import Enrolment, EnrolmentState
from lms.mandates.models import Duty, DutyState, DutyStep, DutyStepKind, Mandate
from lms.mandates.queries import Rule, among, counts_from, has_completed
from lms.records.models import Completion
from lms.records.queries import CURRENT

CHUNK = 2000
GRACE = timedelta(days=14)  # at least, for who comes to meet a rule near the day it is due
UNSEEN = {"synchronize_session": False}
Step = Callable[[Mandate, Rule], int]


def hold(mandate_id: int) -> Mandate | None:
    """Locked, as it is now."""
    asked = select(Mandate).where(Mandate.id == mandate_id).with_for_update(key_share=True)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def due_of(mandate: Mandate, day: date) -> date:
    """When it is due for who is obliged from `day` on."""
    if mandate.due_days is not None:
        return day + timedelta(days=mandate.due_days)
    assert mandate.due_on is not None  # one of the two
    first = mandate.bound_at is not None and clock.local_date(mandate.bound_at) == day
    return mandate.due_on if first else max(mandate.due_on, day + GRACE)


def _times(mandate: Mandate) -> dict[str, Any]:
    """Of a duty that begins today."""
    today = clock.today()
    since = counts_from(mandate.fresh_months, today)
    return {"began_on": today, "due_on": due_of(mandate, today), "counts_from": since}


def release(mandate: Mandate, rule: Rule) -> int:
    """Who no longer meets the rule has a duty no longer; what they did in the course stays."""
    gone = Duty.person_id.not_in(among(rule, select(Person.id)))
    asked = select(Duty.id, Duty.person_id).where(*_in_state(mandate, DutyState.OPEN), gone)
    found = db.session.execute(asked.order_by(Duty.person_id).limit(CHUNK)).all()
    if not found:
        return 0
    assert mandate.bound_by is not None
    free_all(mandate.course_id, [each.person_id for each in found], mandate.bound_by)
    turned = turn([each.id for each in found], DutyState.RELEASED, DutyState.OPEN)
    note(turned, DutyStepKind.RELEASED)
    return len(found)


def reopen(mandate: Mandate, rule: Rule) -> int:
    """Who meets it again has the same duty anew, with days of its own."""
    back = Duty.person_id.in_(among(rule, select(Person.id)))
    asked = select(Duty.id).where(*_in_state(mandate, DutyState.RELEASED), back)
    found = db.session.scalars(asked.order_by(Duty.id).limit(CHUNK)).all()
    turned = turn(found, DutyState.OPEN, DutyState.RELEASED, **_times(mandate))
    note(turned, DutyStepKind.RETURNED)
    return len(found)


def oblige(mandate: Mandate, rule: Rule) -> int:
    """A duty for each who meets the rule and never had one."""
    has = select(Duty.id).where(Duty.mandate_id == mandate.id, Duty.person_id == Person.id)
    times = _times(mandate)
    facts = {
        "mandate_id": literal(mandate.id),
        "person_id": Person.id,
        "agency_id": literal(mandate.agency_id),
        "state": literal(DutyState.OPEN, Duty.state.type),
        **{name: literal(day, getattr(Duty, name).type) for name, day in times.items()},
    }
    new = among(rule, select(*facts.values())).where(~has.exists())
    rows = insert_into(Duty).from_select([*facts], new.order_by(Person.id).limit(CHUNK))
    made = rows.on_conflict_do_nothing().returning(Duty.id)
    return len(db.session.scalars(made, execution_options=UNSEEN).all())


def settle(mandate: Mandate, _: Rule) -> int:
    """Who completed the course, lately enough, has done it."""
    theirs = (Completion.course_id == mandate.course_id, Completion.person_id == Duty.person_id)
    fresh = or_(Duty.counts_from.is_(None), Completion.completed_on >= Duty.counts_from)
    day = select(func.min(Completion.completed_on)).where(*theirs, fresh, CURRENT)
    done = has_completed(mandate.course_id, Duty.person_id, func.coalesce(Duty.counts_from, _EVER))
    asked = select(Duty.id).where(*_in_state(mandate, DutyState.OPEN), done)
    found = db.session.scalars(asked.order_by(Duty.id).limit(CHUNK)).all()
    first = day.correlate(Duty).scalar_subquery()
    note(turn(found, DutyState.DONE, DutyState.OPEN, done_on=first), DutyStepKind.DONE)
    return len(found)


_EVER = literal(date(1900, 1, 1), Duty.counts_from.type)


def enter(mandate: Mandate, _: Rule) -> int:
    """Who has not done it is in the course, assigned, by the day that it is due."""
    if not is_open_to(mandate.course_id, mandate.agency_id):
        return 0
    assigned = select(Enrolment.id).where(
        Enrolment.course_id == mandate.course_id,
        Enrolment.person_id == Duty.person_id,
        Enrolment.state == EnrolmentState.ACTIVE,
        Enrolment.assigned_by.is_not(None),
    )
    asked = select(Duty.id).where(*_in_state(mandate, DutyState.OPEN), ~assigned.exists())
    found = db.session.scalars(asked.order_by(Duty.person_id).limit(CHUNK)).all()
    if not found:
        return 0
    run = open_default_run(db.session.get_one(Course, mandate.course_id))
    assert mandate.bound_by is not None
    wanted = select(Duty.person_id, Duty.agency_id, Duty.due_on).where(Duty.id.in_(found))
    return assign_all(run, wanted, mandate.bound_by)


def let_go(mandate: Mandate, _: Rule) -> int:
    """After its end: what it had assigned is everybody's own choice again."""
    assert mandate.bound_by is not None
    assigned = and_(
        Enrolment.course_id == mandate.course_id,
        Enrolment.person_id == Duty.person_id,
        Enrolment.state == EnrolmentState.ACTIVE,
        Enrolment.assigned_by == mandate.bound_by,
    )
    asked = select(Duty.person_id).where(Duty.mandate_id == mandate.id)
    held = asked.where(select(Enrolment.id).where(assigned).exists())
    found = db.session.scalars(held.order_by(Duty.person_id).limit(CHUNK)).all()
    if found:
        free_all(mandate.course_id, found, mandate.bound_by)
    return len(found)


STEPS: tuple[Step, ...] = (release, reopen, oblige, settle, enter)


def _in_state(mandate: Mandate, state: DutyState) -> tuple[Any, ...]:
    return Duty.mandate_id == mandate.id, Duty.state == state


def turn(duties: Sequence[int], to: DutyState, since: DutyState, **values: object) -> Sequence[int]:
    """Those of these duties that were in the state until now; they are in another from now on."""
    if not duties:
        return []
    here = (Duty.id.in_(duties), Duty.state == since)
    turned = update(Duty).where(*here).values(state=to, **values).returning(Duty.id)
    return db.session.scalars(turned, execution_options=UNSEEN).all()


def note(
    duties: Sequence[int],
    kind: DutyStepKind,
    by: int | None = None,
    reason: str = "",
    **detail: object,
) -> None:
    """The step that led there, for each."""
    if not duties:
        return
    facts = {
        "duty_id": Duty.id,
        "kind": literal(kind, DutyStep.kind.type),
        "person_id": literal(by, DutyStep.person_id.type),
        "reason": literal(reason),
        "at": literal(clock.now(), DutyStep.at.type),
        "detail": literal(detail, DutyStep.detail.type),
    }
    rows = select(*facts.values()).where(Duty.id.in_(duties))
    db.session.execute(insert(DutyStep).from_select([*facts], rows), execution_options=UNSEEN)
