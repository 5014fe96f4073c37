"""The courses that a person is in the middle of."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, func, select

from lms.catalog.kinds import Standing
from lms.catalog.library import outline
from lms.catalog.models import Course
from lms.foundation.prepared import Prepared
from lms.learning.models import Enrolment, EnrolmentState, Progress
from lms.learning.queries.visits import Visit


@dataclass(frozen=True)
class Underway:
    """An active enrolment, as far as its person is in it."""

    visit: Visit
    jp: int
    due_on: date | None
    assigned: bool
    touched_at: datetime  # opened last, or enrolled
    begun: bool


_touched_at = func.coalesce(Enrolment.place_at, Enrolment.enrolled_at)
_UNDERWAY = Prepared(
    select(
        Enrolment.id,
        Course.revision_id,
        Enrolment.state,
        Enrolment.place_slug,
        Enrolment.place_anchor,
        Course.jp,
        Enrolment.due_on,
        Enrolment.assigned_by,
        Enrolment.enrolled_at,
        Enrolment.place_at,
        Progress.module_slug,
        Progress.opened_at,
        Progress.done_at,
        Progress.score,
        Progress.detail,
    )
    .join(Course, Course.id == Enrolment.course_id)
    .outerjoin(Progress, Progress.enrolment_id == Enrolment.id)
    .where(
        Enrolment.person_id == bindparam("person"),
        Enrolment.state == EnrolmentState.ACTIVE,
        Course.revision_id.is_not(None),
    )
    .order_by(_touched_at.desc(), Enrolment.id.desc())
)


def underway(person_id: int) -> list[Underway]:
    """Everything about them in one statement, the last touched first."""
    found = _UNDERWAY.all(person=person_id)
    return [_underway(person_id, list(rows)) for _, rows in groupby(found, key=lambda row: row[0])]


def _underway(person_id: int, rows: list[tuple[Any, ...]]) -> Underway:
    enrolment_id, revision_id, state, place, anchor, *facts = rows[0][:10]
    jp, due_on, assigned_by, enrolled_at, place_at = facts
    standings = {row[10]: Standing(*row[11:]) for row in rows if row[10]}
    outlined = outline(revision_id)
    visit = Visit(outlined, person_id, enrolment_id, state, place, anchor, standings)
    touched_at = place_at or enrolled_at
    return Underway(visit, jp, due_on, assigned_by is not None, touched_at, place_at is not None)
