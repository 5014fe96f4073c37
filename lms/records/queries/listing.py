"""The register as officers read it: a page of rows, their sums, and what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.identity.models import Person, StaffKind
from lms.identity.queries import Scope, units_within
from lms.records.models import Completion, CompletionPerson, Counter, JpCredit
from lms.records.queries.wanted import AnySelect, Wanted, narrowed
from lms.standards.models import DevelopmentForm, YearRule
from lms.standards.queries import year_rule

PAGE = 50
SORTS = {
    "name": CompletionPerson.name,
    "unit": CompletionPerson.unit_name,
    "course": Completion.course_title,
    "form": Completion.form_code,
    "jp": Completion.jp,
    "score": Completion.score,
    "completed": Completion.completed_on,
}
_COLUMNS = (
    Completion.position,
    Completion.course_title,
    Completion.form_code,
    Completion.jp,
    Completion.score,
    Completion.completed_on,
    Completion.replaces,
    CompletionPerson.nip,
    CompletionPerson.name,
    CompletionPerson.unit_name,
)


@dataclass(frozen=True)
class Sums:
    """What all the wanted records come to, on every page of them."""

    completions: int
    people: int
    jp: int
    at_floor: int | None  # PNS among them whose JP of that year reach the floor; none: no year
    position: int  # the register's last position when this was read


@dataclass(frozen=True)
class Choices:
    """What the register can be narrowed to."""

    units: Sequence[AnyRow]
    courses: Sequence[AnyRow]
    forms: Sequence[AnyRow]
    years: Sequence[int]


def register_page(
    scope: Scope, wanted: Wanted, sort: str, page: int, *, down: bool = False
) -> Sequence[AnyRow]:
    """One page of current records; `sort` is a key of SORTS, `down` the greatest first."""
    column = SORTS[sort]
    ordered = (column.desc(), Completion.position.desc()) if down else (column, Completion.position)
    statement: AnySelect = select(*_COLUMNS).join(
        CompletionPerson, CompletionPerson.completion_id == Completion.id
    )
    return rows(
        narrowed(statement, scope, wanted)
        .order_by(ordered[0].nulls_last(), ordered[1])
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )


_POSITION = select(Counter.value).where(Counter.name == "completion").scalar_subquery()


def register_sums(scope: Scope, wanted: Wanted) -> Sums:
    """The sums; where `wanted` is one year, also how many PNS have reached its floor."""
    statement: AnySelect = select(
        func.count(),
        func.count(Completion.person_id.distinct()),
        func.coalesce(func.sum(Completion.jp), 0),
        _POSITION,
    ).select_from(Completion)
    found = row(narrowed(statement, scope, wanted))
    assert found is not None  # a count always answers
    rule = year_rule(StaffKind.PNS, wanted.until) if wanted.since and wanted.until else None
    at_floor = _at_floor(scope, wanted, rule) if rule and rule.floor else None
    return Sums(found[0], found[1], int(found[2]), at_floor, found[3] or 0)


def _at_floor(scope: Scope, wanted: Wanted, rule: YearRule) -> int:
    """Counted by the ledger: JP of the year from courses that the filters leave out count too."""
    people: AnySelect = select(Completion.person_id)
    reached = (
        select(JpCredit.person_id)
        .where(
            JpCredit.credited_on.between(wanted.since, wanted.until),
            JpCredit.person_id.in_(narrowed(people, scope, wanted)),
        )
        .group_by(JpCredit.person_id)
        .having(func.sum(JpCredit.jp) >= rule.floor)
        .subquery()
    )
    counted = row(
        select(func.count())
        .select_from(reached)
        .join(Person, Person.id == reached.c.person_id)
        .where(Person.staff_kind == StaffKind.PNS, Person.active.is_(True))
    )
    return counted[0] if counted else 0


def register_choices(scope: Scope) -> Choices:
    """Units of the scope, courses that have records in it, every form, every year so far."""
    recorded = exists().where(
        Completion.course_id == Course.id, scope.clause(Completion.agency_id, Completion.unit_path)
    )
    courses = select(Course.id, Course.slug, Course.title).where(recorded).order_by(Course.title)
    forms = select(DevelopmentForm.code, DevelopmentForm.name).order_by(DevelopmentForm.code)
    return Choices(units_within(scope), rows(courses), rows(forms), _years())


def _years() -> Sequence[int]:
    this_year = clock.today().year
    first = row(select(func.min(Completion.completed_on)))
    earliest: int = first[0].year if first and first[0] else this_year
    return range(this_year, min(earliest, this_year) - 1, -1)
