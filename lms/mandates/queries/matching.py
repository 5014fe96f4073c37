"""Who meets a rule today, and what becomes of them once it binds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Membership, Person, Post, Unit
from lms.identity.queries import Scope, called, in_force, under
from lms.learning.models import Enrolment, EnrolmentState
from lms.mandates.models import Criterion, CriterionKind, Mandate
from lms.records.models import Completion
from lms.records.queries import CURRENT

AnySelect = Select[*tuple[Any, ...]]
PAGE = 50
MONTH = 12  # of a year


@dataclass(frozen=True)
class Rule:
    """Whom a mandate obliges: any of each kind, and every kind that is given at all."""

    agency_id: int
    units: tuple[int, ...] = ()
    post_levels: tuple[str, ...] = ()
    posts: tuple[int, ...] = ()
    rank_groups: tuple[str, ...] = ()
    staff_kinds: tuple[str, ...] = ()

    @property
    def criteria(self) -> list[tuple[CriterionKind, str]]:
        """As rows keep them."""
        return [
            (kind, str(value)) for kind, name in FIELDS.items() for value in getattr(self, name)
        ]


FIELDS = {
    CriterionKind.UNIT: "units",
    CriterionKind.POST_LEVEL: "post_levels",
    CriterionKind.POST: "posts",
    CriterionKind.RANK_GROUP: "rank_groups",
    CriterionKind.STAFF_KIND: "staff_kinds",
}
NUMBERS = {CriterionKind.UNIT, CriterionKind.POST}


def rule_of(mandate_id: int, agency_id: int) -> Rule:
    found = rows(
        select(Criterion.kind, Criterion.value)
        .where(Criterion.mandate_id == mandate_id)
        .order_by(Criterion.value)
    )
    given: dict[str, tuple[Any, ...]] = {}
    for kind, value in found:
        given.setdefault(FIELDS[kind], ())
        given[FIELDS[kind]] += (int(value) if kind in NUMBERS else value,)
    return Rule(agency_id, **given)


def paths_of(units: Sequence[int]) -> list[str]:
    """Of units that are still there."""
    found = rows(select(Unit.path).where(Unit.id.in_(units)).order_by(Unit.path)) if units else []
    return [path for (path,) in found]


def among(rule: Rule, told: AnySelect) -> AnySelect:
    """`told` over everybody in service who meets the rule today, with Unit, Post, Membership."""
    clauses: list[ColumnElement[bool]] = []
    if rule.units:
        below = [under(Unit.path, path) for path in paths_of(rule.units)]
        clauses.append(or_(Unit.id.in_(rule.units), *below))
    for column, values in (
        (Post.level, rule.post_levels),
        (Post.id, rule.posts),
        (Membership.rank_group, rule.rank_groups),
        (Person.staff_kind, rule.staff_kinds),
    ):
        if values:
            clauses.append(column.in_(values))
    today = in_force(Membership.since, Membership.until, clock.today())
    return (
        told.select_from(Person)
        .join(Membership, and_(Membership.person_id == Person.id, today))
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Post, Post.id == Membership.post_id)
        .where(Person.active.is_(True), Unit.agency_id == rule.agency_id, *clauses)
    )


def counts_from(months: int | None, day: date) -> date | None:
    """The first day of which a completion counts for who is obliged on `day`."""
    if months is None:
        return None
    past = day.year * MONTH + day.month - 1 - months
    year, month = divmod(past, MONTH)
    return date(year, month + 1, min(day.day, 28))


def has_completed(course_id: Any, person_id: Any, since: Any = None) -> ColumnElement[bool]:
    """Whether somebody completed a course, lately enough."""
    theirs = (Completion.course_id == course_id, Completion.person_id == person_id)
    fresh = () if since is None else (Completion.completed_on >= since,)
    return exists().where(*theirs, *fresh, CURRENT)


def is_underway(course_id: Any, person_id: Any) -> ColumnElement[bool]:
    return exists().where(
        Enrolment.course_id == course_id,
        Enrolment.person_id == person_id,
        Enrolment.state == EnrolmentState.ACTIVE,
    )


@dataclass(frozen=True)
class Meant:
    """A rule and the course that it is to oblige people to; `since`: see `counts_from`."""

    rule: Rule
    course_id: int
    since: date | None

    def standing(self) -> ColumnElement[str]:
        """Of a Person who meets the rule."""
        return case(
            (has_completed(self.course_id, Person.id, self.since), "done"),
            (is_underway(self.course_id, Person.id), "underway"),
            else_="new",
        )


@dataclass(frozen=True)
class Foretold:
    """What binding would do, as of today."""

    people: int
    done: int  # have it done already
    underway: int
    units: Sequence[AnyRow]  # name, people; the largest first


MOST_UNITS = 20


def meant(found: Mandate) -> Meant:
    """A mandate's own, as it would be from today on."""
    rule = rule_of(found.id, found.agency_id)
    return Meant(rule, found.course_id, counts_from(found.fresh_months, clock.today()))


def foretell(meant: Meant) -> Foretold:
    """Two statements for any number of people."""
    standing = meant.standing().label("standing")
    told = among(meant.rule, select(Unit.name.label("unit"), Unit.id, standing)).subquery()
    stood = select(told.c.standing, func.count()).group_by(told.c.standing)
    counts: dict[str, int] = {each[0]: each[1] for each in rows(stood)}
    units = select(told.c.unit, func.count().label("people")).group_by(told.c.id, told.c.unit)
    most = rows(units.order_by(func.count().desc(), told.c.unit).limit(MOST_UNITS))
    return Foretold(sum(counts.values()), counts.get("done", 0), counts.get("underway", 0), most)


def list_met(scope: Scope, meant: Meant, words: str, page: int) -> tuple[Sequence[AnyRow], int]:
    """One page by name of whom it would oblige, and how many: name, nip, unit, post, standing."""
    told = select(
        Person.name,
        Person.nip,
        Unit.name.label("unit"),
        Post.title.label("post"),
        meant.standing().label("standing"),
    )
    asked = among(meant.rule, told).where(scope.clause(Unit.agency_id, Unit.path))
    if words:
        asked = asked.where(called(words))
    counted = row(select(func.count()).select_from(asked.subquery()))
    shown = asked.order_by(Person.name, Person.id).limit(PAGE).offset((page - 1) * PAGE)
    return rows(shown), counted[0] if counted else 0
