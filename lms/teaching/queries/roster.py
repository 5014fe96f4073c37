"""Who takes a course: a page of them as their leaders look for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from lms.catalog.library import Outline
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person, Unit
from lms.identity.queries import Scope, called
from lms.learning.models import Enrolment, EnrolmentState, Progress, Run
from lms.learning.queries import placed

PAGE = 50
# What a list can be narrowed to: those who learn now, or one state.
STATES = {
    "": (EnrolmentState.ACTIVE, EnrolmentState.COMPLETED),
    **{state.value: (state,) for state in EnrolmentState},
}
AnySelect = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Wanted:
    """`state` is a key of STATES, `sort` one of SORTS."""

    words: str = ""
    run: int | None = None
    state: str = ""
    sort: str = "name"
    down: bool = False
    page: int = 1


@dataclass(frozen=True)
class Participant:
    """An enrolment as a leader sees it; `done` counts modules of the course as it is now."""

    enrolment_id: int
    person_id: int
    name: str
    nip: str
    unit: str | None
    run: str
    state: EnrolmentState
    enrolled_at: datetime
    ended_at: datetime | None
    due_on: date | None
    seen_at: datetime | None
    done: int

    @property
    def is_late(self) -> bool:
        open_ = self.state == EnrolmentState.ACTIVE
        return open_ and self.due_on is not None and self.due_on < clock.today()


def _done(outline: Outline) -> ColumnElement[int]:
    slugs = [module.slug for module in outline.modules]
    return (
        select(func.count())
        .where(
            Progress.enrolment_id == Enrolment.id,
            Progress.done_at.is_not(None),
            Progress.module_slug.in_(slugs),
        )
        .scalar_subquery()
    )


SORTS: dict[str, Any] = {
    "name": Person.name,
    "unit": Unit.name,
    "seen": Enrolment.place_at,
    "enrolled": Enrolment.enrolled_at,
}


def _everybody(scope: Scope, outline: Outline) -> AnySelect:
    told = placed(
        select(
            Enrolment.id,
            Person.id,
            Person.name,
            Person.nip,
            Unit.name,
            Run.name,
            Enrolment.state,
            Enrolment.enrolled_at,
            Enrolment.ended_at,
            Enrolment.due_on,
            Enrolment.place_at,
            _done(outline),
        )
    )
    within = scope.clause(Enrolment.agency_id, Unit.path)
    return told.join(Run, Run.id == Enrolment.run_id).where(
        Enrolment.course_id == outline.course_id, within
    )


def told(scope: Scope, outline: Outline, wanted: Wanted) -> AnySelect:
    """Those who are wanted, in the order that is wanted."""
    asked = _everybody(scope, outline).where(Enrolment.state.in_(STATES[wanted.state]))
    if wanted.run:
        asked = asked.where(Enrolment.run_id == wanted.run)
    if wanted.words:
        asked = asked.where(called(wanted.words))
    column = SORTS[wanted.sort]
    first = column.desc() if wanted.down else column
    return asked.order_by(first.nulls_last(), Person.name, Enrolment.id)


def list_participants(
    scope: Scope, outline: Outline, wanted: Wanted
) -> tuple[Sequence[Participant], int]:
    """One page, and how many there are on all."""
    asked = told(scope, outline, wanted)
    some = rows(asked.limit(PAGE).offset((wanted.page - 1) * PAGE))
    counted = row(select(func.count()).select_from(asked.order_by(None).subquery()))
    return [Participant(*each) for each in some], counted[0] if counted else 0


def person_ids(scope: Scope, outline: Outline, wanted: Wanted) -> set[int]:
    """All who are wanted, on whatever page, each once."""
    listed = told(scope, outline, wanted).order_by(None).with_only_columns(Person.id)
    return {person_id for (person_id,) in rows(listed)}


def participant(scope: Scope, outline: Outline, enrolment_id: int) -> Participant:
    """Raises NotFound outside the scope."""
    found = row(_everybody(scope, outline).where(Enrolment.id == enrolment_id))
    if found is None:
        raise NotFound
    return Participant(*found)


def standings(enrolment_id: int) -> dict[str, AnyRow]:
    """How one person stands in each module that they opened: opened_at, done_at, score, by slug."""
    wanted = select(
        Progress.module_slug, Progress.opened_at, Progress.done_at, Progress.score
    ).where(Progress.enrolment_id == enrolment_id)
    return {each.module_slug: each for each in rows(wanted)}


def runs(course_id: int) -> Sequence[AnyRow]:
    """The runs of a course that anybody is in, the latest first."""
    within = select(Enrolment.run_id).where(Enrolment.course_id == course_id)
    return rows(
        select(Run.id, Run.number, Run.name).where(Run.id.in_(within)).order_by(Run.number.desc())
    )
