"""The mandates that somebody keeps, and what a new one may be made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from lms.catalog.models import Course
from lms.catalog.queries import open_to
from lms.foundation import clock
from lms.foundation.database import AnyRow, db, row, rows
from lms.foundation.errors import NotFound
from lms.identity import queries as identity
from lms.identity.models import Membership, Person, Post, Role, Unit
from lms.identity.policies import OFFICERS
from lms.identity.queries import Scope, in_force, units_within
from lms.mandates.models import (
    Criterion,
    CriterionKind,
    Duty,
    DutyState,
    Mandate,
    MandateState,
    MandateStep,
)
from lms.mandates.queries.matching import AnySelect


def scope_of(person_id: int) -> Scope:
    """Whom somebody may oblige: officers an agency, heads their own subtree."""
    return identity.scope_of(person_id, *OFFICERS, Role.UNIT_HEAD)


@dataclass(frozen=True)
class Kept:
    """A mandate as its list shows it; `paths` are those of the units that it names."""

    id: int
    agency_id: int
    title: str
    course: str
    state: MandateState
    due_on: date | None
    due_days: int | None
    bound_at: datetime | None
    ended_at: datetime | None
    people: int  # whom it obliges, exempt ones left out
    done: int
    late: int
    paths: tuple[str, ...] = ()


def kept_by(scope: Scope, agency_id: int | None) -> list[Kept]:
    """Of one agency: the binding ones first, then drafts, then what has ended; the newest first."""
    if not scope:
        return []
    paths = _paths()
    found = [
        replace(Kept(*each), paths=paths.get(each[0], ()))
        for each in rows(_listed().where(Mandate.agency_id == agency_id))
    ]
    first = [MandateState.BINDING, MandateState.DRAFT, MandateState.ENDED]
    mine = (it for it in found if holds(scope, it.agency_id, it.paths))
    return sorted(mine, key=lambda it: (first.index(it.state), -it.id))


def holds(scope: Scope, agency_id: int, paths: Sequence[str]) -> bool:
    """Whether nobody outside the scope is obliged: by a whole agency, or by its own units."""
    within = [scope.holds(agency_id, path) for path in paths]
    return agency_id in scope.agencies or (bool(within) and all(within))


def _listed() -> AnySelect:
    obliged = Duty.state.in_([DutyState.OPEN, DutyState.DONE])
    late = (Duty.state == DutyState.OPEN, Duty.due_on < clock.today())
    counted = (
        select(
            Duty.mandate_id,
            func.count().filter(obliged).label("people"),
            func.count().filter(Duty.state == DutyState.DONE).label("done"),
            func.count().filter(*late).label("late"),
        )
        .group_by(Duty.mandate_id)
        .subquery()
    )
    return (
        select(
            *(Mandate.id, Mandate.agency_id, Mandate.title, Course.title, Mandate.state),
            *(Mandate.due_on, Mandate.due_days, Mandate.bound_at, Mandate.ended_at),
            func.coalesce(counted.c.people, 0),
            func.coalesce(counted.c.done, 0),
            func.coalesce(counted.c.late, 0),
        )
        .join(Course, Course.id == Mandate.course_id)
        .outerjoin(counted, counted.c.mandate_id == Mandate.id)
    )


def _paths() -> dict[int, tuple[str, ...]]:
    """Of every mandate that names units."""
    found: dict[int, tuple[str, ...]] = {}
    wanted = select(Criterion.mandate_id, Criterion.value).where(
        Criterion.kind == CriterionKind.UNIT
    )
    named = [(mandate_id, int(value)) for mandate_id, value in rows(wanted)]
    units = select(Unit.id, Unit.path).where(Unit.id.in_({unit for _, unit in named}))
    paths = {each[0]: each[1] for each in rows(units)} if named else {}
    for mandate_id, unit in named:
        # a unit that is gone is in nobody's scope but the agency's
        found[mandate_id] = (*found.get(mandate_id, ()), paths.get(unit, ""))
    return found


def mandate(mandate_id: int) -> Mandate:
    """Raises NotFound."""
    found = db.session.get(Mandate, mandate_id)
    if found is None:
        raise NotFound
    return found


def mandate_steps(mandate_id: int) -> Sequence[AnyRow]:
    """What was done with it, the latest first: kind, reason, at, name."""
    return rows(
        select(MandateStep.kind, MandateStep.reason, MandateStep.at, Person.name)
        .join(Person, Person.id == MandateStep.person_id)
        .where(MandateStep.mandate_id == mandate_id)
        .order_by(MandateStep.id.desc())
    )


def binding(agency_id: int | None = None, course_id: int | None = None) -> Sequence[int]:
    """The mandates in force, of one agency or of all, about one course or any."""
    asked = select(Mandate.id).where(Mandate.state == MandateState.BINDING)
    if agency_id is not None:
        asked = asked.where(Mandate.agency_id == agency_id)
    if course_id is not None:
        asked = asked.where(Mandate.course_id == course_id)
    return db.session.scalars(asked.order_by(Mandate.id)).all()


def taught(agency_id: int) -> Sequence[AnyRow]:
    """The courses that an agency's people may take, by title: id, title."""
    wanted = select(Course.id, Course.title).where(open_to(agency_id))
    return rows(wanted.order_by(Course.title, Course.id))


@dataclass(frozen=True)
class Choices:
    """What a rule may ask for: of units and posts their id and name."""

    units: Sequence[AnyRow]
    posts: Sequence[AnyRow]
    rank_groups: Sequence[str]


def choices(scope: Scope, agency_id: int) -> Choices:
    """The units of the scope, and the posts and rank groups of the agency."""
    within = [each for each in units_within(scope) if each.agency_id == agency_id]
    posts = select(Post.id, Post.title).where(Post.agency_id == agency_id)
    ranks = (
        select(Membership.rank_group)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Unit.agency_id == agency_id,
            in_force(Membership.since, Membership.until, clock.today()),
        )
        .distinct()
    )
    return Choices(
        within,
        rows(posts.order_by(Post.title, Post.id)),
        [rank for (rank,) in rows(ranks.order_by(Membership.rank_group)) if rank],
    )


def course_of(mandate_id: int) -> AnyRow:
    """The course that a mandate is about: id, slug, title; raises NotFound."""
    found = row(
        select(Course.id, Course.slug, Course.title)
        .join(Mandate, Mandate.course_id == Course.id)
        .where(Mandate.id == mandate_id)
    )
    if found is None:
        raise NotFound
    return found
