"""Mandates as tests make them, and what became of people's duties."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import select, update

from cast import Cast, Someone
from lms.catalog import queries as catalog
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from lms.identity.models import Membership, Person, StaffKind
from lms.learning.models import Enrolment, Progress
from lms.learning.queries import visit
from lms.mandates import actions
from lms.mandates.actions import Draft
from lms.mandates.models import Duty, DutyState, DutyStep, Mandate
from lms.mandates.queries import Rule
from lms.notices.models import Notice, Receipt
from lms.records.actions import record_completion

Oblige = Callable[..., int]


def draft(cast: Cast, slug: str, *units: str, **given: Any) -> Draft:
    """A mandate of the province; without a day it is due after thirty."""
    rule = Rule(cast.province, units=tuple(cast.units[it] for it in units))
    facts = {"due_days": None if "due_on" in given else 30, **given}
    return Draft("Wajib SPBE", catalog.course(slug).id, "PP 11/2017", rule, **facts)


def make(cast: Cast, wanted: Draft, *, binding: bool = True) -> int:
    with transaction():
        made = actions.make(wanted, cast.hendra.id)
        if binding:
            actions.bind(made.id, 1, cast.hendra.id)
        return made.id


def work() -> None:
    """Whatever waits, as a worker does it."""
    while work_once():
        pass
    db.session.rollback()


def duties() -> dict[int, Duty]:
    db.session.rollback()
    return {each.person_id: each for each in db.session.scalars(select(Duty))}


def states() -> dict[int, str]:
    return {person_id: each.state.value for person_id, each in duties().items()}


def steps(someone: Someone) -> list[str]:
    mine = duties()[someone.id].id
    asked = select(DutyStep.kind).where(DutyStep.duty_id == mine).order_by(DutyStep.id)
    return [each.value for each in db.session.scalars(asked)]


def enrolments(someone: Someone) -> list[Enrolment]:
    db.session.rollback()
    asked = select(Enrolment).where(Enrolment.person_id == someone.id).order_by(Enrolment.id)
    return list(db.session.scalars(asked))


def told(someone: Someone) -> list[str]:
    """The titles of what they were told."""
    db.session.rollback()
    mine = select(Notice.title).join(Receipt).where(Receipt.person_id == someone.id)
    return list(db.session.scalars(mine.order_by(Notice.id)))


def move(someone: Someone, unit_id: int) -> None:
    with transaction():
        change = update(Membership).where(Membership.person_id == someone.id)
        db.session.execute(change.values(unit_id=unit_id))


def complete(someone: Someone, slug: str) -> None:
    """Every requirement is met at once, and the register writes what it does then."""
    held = enrolments(someone)[-1]
    at = clock.now()
    modules = [it.slug for it in visit(slug, someone.id).outline.modules]
    with transaction():
        for module in modules:
            facts = {"opened_at": at, "done_at": at, "score": Decimal(90), "detail": {}}
            db.session.add(Progress(enrolment_id=held.id, module_slug=module, **facts))
        db.session.flush()
        assert record_completion(held) is not None


def crowd(cast: Cast, unit: str, many: int) -> None:
    """People more in a unit."""
    with transaction():
        theirs = select(Membership).where(Membership.person_id == cast.siti.id)
        like = db.session.scalars(theirs).one()
        facts = {"post_id": like.post_id, "rank_group": "III/a", "since": like.since}
        for number in range(many):
            added = Person(
                nip=f"1990010120200110{number:02d}",
                name=f"Warga {number}",
                staff_kind=StaffKind.PNS,
                active=True,
                created_at=clock.now(),
            )
            db.session.add(added)
            db.session.flush()
            db.session.add(Membership(person_id=added.id, unit_id=cast.units[unit], **facts))


def let_oblige(officer_id: int, agency_id: int) -> tuple[int, int, int]:
    """For the tour of all pages: a draft, the mandate of the demonstration, and a duty by it."""
    kept = db.session.scalars(select(Mandate.id).order_by(Mandate.id)).first() or 0
    open_one = select(Duty.id).where(Duty.mandate_id == kept, Duty.state == DutyState.OPEN)
    rule = Rule(agency_id, rank_groups=("III/b", "III/c"), staff_kinds=("pns",))
    about = catalog.course("pelayanan-publik").id
    drafted = Draft("Standar pelayanan", about, "UU 25/2009", rule, due_days=60, fresh_months=36)
    made = actions.make(drafted, officer_id)
    return made.id, kept, db.session.scalars(open_one.order_by(Duty.id)).first() or 0
