"""Telling people of their duties: at once, before the day and after it, each thing once.

What was told is a row with a key of its own, written with the notice, so that neither a job that
is done again nor a second worker tells it twice. Steps answer as those of `following` do.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, db
from lms.foundation.inserting import insert_into
from lms.mandates.actions.following import CHUNK, UNSEEN, Step
from lms.mandates.models import Digest, Duty, DutyState, Mandate, Reminder
from lms.mandates.queries import Rule
from lms.mandates.wording import AUDIENCE, HEADS, digest, reminder
from lms.notices.actions import Told, tell

TOLD = "told"
BEFORE = (1, 7, 14)  # days
WEEK = timedelta(days=7)
MOST_LATE = 6  # weeks
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occasion:
    """A reason to tell today of what is due between two days, both included."""

    name: str
    kind: str  # of wording
    first: date
    last: date


def occasions(today: date) -> list[Occasion]:
    """One at most for each day on which something may be due.

    They are spans and not single days, so that whatever a site that stood still missed is made up
    for once, by what is then the case.
    """
    found, first = [], today
    for days in BEFORE:
        last = today + timedelta(days=days)
        found.append(Occasion(f"before-{days}", "before", first, last))
        first = last + A_DAY
    for week in range(1, MOST_LATE + 1):
        last = today - A_DAY - (week - 1) * WEEK
        found.append(Occasion(f"late-{week}", "late", last - WEEK + A_DAY, last))
    return found


def tell_new(mandate: Mandate, _: Rule) -> int:
    """Who is obliged newly, or again; they are told nothing else on that day."""
    told = _was_told(TOLD, Duty.began_on)
    found = _some(mandate, ~told)
    known = [each.id for each in found]
    fresh = _note(TOLD, known, Duty.began_on)
    for each in occasions(clock.today()):
        near = [it.id for it in found if each.first <= it.due_on <= each.last]
        _note(each.name, near, Duty.due_on)
    _tell(mandate, TOLD, TOLD, (each for each in found if each.id in fresh))
    return len(found)


def tell_due(mandate: Mandate, _: Rule) -> int:
    """Who has time left, and less than was told of; and who is late."""
    touched = 0
    for each in occasions(clock.today()):
        span = Duty.due_on.between(each.first, each.last)
        found = _some(mandate, span, ~_was_told(each.name, Duty.due_on))
        fresh = _note(each.name, [it.id for it in found], Duty.due_on)
        _tell(mandate, each.name, each.kind, (it for it in found if it.id in fresh))
        touched += len(found)
    return touched


TELLINGS: tuple[Step, ...] = (tell_new, tell_due)


def _was_told(occasion: str, about: Any) -> ColumnElement[bool]:
    mine = (Reminder.duty_id == Duty.id, Reminder.about == about, Reminder.occasion == occasion)
    return exists().where(*mine)


def _some(mandate: Mandate, *which: ColumnElement[bool]) -> Sequence[AnyRow]:
    asked = select(Duty.id, Duty.person_id, Duty.due_on).where(
        Duty.mandate_id == mandate.id,
        Duty.state == DutyState.OPEN,
        *which,
    )
    return db.session.execute(asked.order_by(Duty.id).limit(CHUNK)).all()


def _note(occasion: str, duties: Sequence[int], about: Any) -> frozenset[int]:
    """Those of them who were not told of it before."""
    if not duties:
        return frozenset()
    facts = {
        "duty_id": Duty.id,
        "about": about,
        "occasion": literal(occasion),
        "at": literal(clock.now(), Reminder.at.type),
    }
    rows = select(*facts.values()).where(Duty.id.in_(duties))
    told = insert_into(Reminder).from_select([*facts], rows).on_conflict_do_nothing()
    fresh = db.session.scalars(told.returning(Reminder.duty_id), execution_options=UNSEEN)
    return frozenset(fresh)


def _tell(mandate: Mandate, occasion: str, kind: str, found: Iterable[AnyRow]) -> None:
    """One notice for all to whom the same is said."""
    by_day = defaultdict(list)
    for each in found:
        by_day[each.due_on].append(each)
    if not by_day:
        return
    course = db.session.get_one(Course, mandate.course_id)
    named = {"course": course.title, "title": mandate.title, "basis": mandate.legal_basis}
    for due_on, told in by_day.items():
        title, text = reminder(kind, **named, due_on=due_on)
        key = f"mandate:{mandate.id}:{occasion}:{due_on}:{told[0].id}:{clock.today()}"
        assert mandate.bound_by is not None
        whose = (mandate.agency_id, mandate.bound_by, course.slug)
        tell(Told(*whose, AUDIENCE, title, text), (each.person_id for each in told), key)


def tell_head(head: AnyRow, week: date, late: Sequence[AnyRow]) -> None:
    """The week's digest of somebody's places: rows of `late_by_place`, at least one."""
    facts = {"person_id": head.person_id, "week": week, "agency_id": head.agency_id}
    told = insert_into(Digest).values(**facts, at=clock.now()).on_conflict_do_nothing()
    if db.session.scalar(told.returning(Digest.person_id), execution_options=UNSEEN) is None:
        return  # by another worker
    counts: dict[str, int] = defaultdict(int)
    for each in late:
        counts[each.title] += each.late
    title, text = digest(counts)
    whose = (head.agency_id, late[0].by, late[0].slug)
    key = f"mandates:digest:{head.person_id}:{week}"
    tell(Told(*whose, HEADS, title, text), [head.person_id], key)
