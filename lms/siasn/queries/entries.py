"""What was sent: entries, sendings, and the steps of both."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, db, rows
from lms.identity.models import Person
from lms.identity.queries import Scope
from lms.learning.models import Enrolment
from lms.records.models import Completion, CompletionPerson
from lms.records.queries.wanted import CURRENT
from lms.siasn.models import Entry, EntryState, EntryStep, Sending

# After so long a request that nobody answered has arrived or never will.
SETTLE = timedelta(minutes=15)
OPEN = (EntryState.SENDING, EntryState.UNKNOWN)


def entry(enrolment_id: int) -> Entry | None:
    """As it is in the database, whatever this session saw before."""
    own = select(Entry).where(Entry.enrolment_id == enrolment_id)
    return db.session.scalars(own.execution_options(populate_existing=True)).first()


def sending(sending_id: int) -> Sending | None:
    own = select(Sending).where(Sending.id == sending_id)
    return db.session.scalars(own.execution_options(populate_existing=True)).first()


def sendings(agency_id: int, limit: int) -> Sequence[Sending]:
    """The latest first."""
    own = select(Sending).where(Sending.agency_id == agency_id).order_by(Sending.id.desc())
    return db.session.scalars(own.limit(limit)).all()


def waiting_ids(sending_id: int) -> list[int]:
    """Enrolments that wait in a sending and may be sent now."""
    rested = or_(Entry.taken_at.is_(None), Entry.taken_at <= clock.now() - SETTLE)
    free = or_(Entry.state.not_in(OPEN), and_(Entry.state.in_(OPEN), rested))
    own = select(Entry.enrolment_id).where(Entry.sending_id == sending_id, free)
    return [each[0] for each in rows(own.order_by(Entry.enrolment_id))]


def count_waiting(sending_id: int) -> int:
    own = select(func.count(Entry.enrolment_id)).where(Entry.sending_id == sending_id)
    return db.session.scalar(own) or 0


def ends_of(sending_id: int) -> dict[str, int]:
    """How many records of a sending ended how; of several steps of one, the last."""
    own = EntryStep.sending_id == sending_id
    last = select(func.max(EntryStep.id)).where(own).group_by(EntryStep.enrolment_id)
    asked = select(EntryStep.kind, func.count().label("many")).where(EntryStep.id.in_(last))
    return {each.kind: each.many for each in rows(asked.group_by(EntryStep.kind))}


def settles_at(sending_id: int) -> datetime | None:
    """When the last of what waits there for its time may be sent."""
    own = (Entry.sending_id == sending_id, Entry.state.in_(OPEN))
    last = db.session.scalar(select(func.max(Entry.taken_at)).where(*own))
    return last + SETTLE if last else None


_STEPS = select(
    EntryStep.id,
    EntryStep.enrolment_id,
    EntryStep.sending_id,
    EntryStep.kind,
    EntryStep.said,
    EntryStep.siasn_id,
    EntryStep.sent,
    EntryStep.at,
    Person.name.label("by"),
).outerjoin(Person, Person.id == EntryStep.person_id)


def steps_of(enrolment_id: int) -> Sequence[AnyRow]:
    """The latest first."""
    own = _STEPS.where(EntryStep.enrolment_id == enrolment_id)
    return rows(own.order_by(EntryStep.id.desc()))


_SAME = Completion.enrolment_id == EntryStep.enrolment_id


def list_steps(scope: Scope, before: int | None, limit: int) -> Sequence[AnyRow]:
    """The send log, the latest first, with whose record and which course it was."""
    asked = (
        _STEPS.add_columns(CompletionPerson.name, CompletionPerson.nip, Completion.course_title)
        .join(Enrolment, Enrolment.id == EntryStep.enrolment_id)
        .join(Completion, and_(Completion.person_id == Enrolment.person_id, _SAME))
        .join(CompletionPerson, CompletionPerson.completion_id == Completion.id)
        .where(CURRENT, EntryStep.agency_id.in_(sorted(scope.agencies)))
    )
    if before is not None:
        asked = asked.where(EntryStep.id < before)
    return rows(asked.order_by(EntryStep.id.desc()).limit(limit))
