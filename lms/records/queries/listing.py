"""The register as officers read it: a page of rows, their sums, and what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.database import AnyRow, row, rows
from lms.identity.queries import Scope, under, units_within
from lms.records.models import Completion, CompletionPerson, Counter, Tally
from lms.records.queries.wanted import AnySelect, Wanted, narrowed
from lms.standards.models import DevelopmentForm

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
    column: ColumnElement[Any] = SORTS[sort].desc() if down else SORTS[sort].asc()
    if sort == "score":  # which alone may be missing; said of others, PostgreSQL takes no index
        column = column.nulls_last()
    position = Completion.position.desc() if down else Completion.position
    statement: AnySelect = select(*_COLUMNS).join(
        CompletionPerson, CompletionPerson.completion_id == Completion.id
    )
    return rows(
        narrowed(statement, scope, wanted)
        .order_by(column, position)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )


_POSITION = select(Counter.value).where(Counter.name == "completion").scalar_subquery()


def register_sums(scope: Scope, wanted: Wanted) -> Sums:
    """Whole years as they were tallied, anything narrower counted from its rows."""
    year = wanted.whole
    each = _counted(scope, wanted) if year is None else _tallied(scope, wanted, year)
    of = each.group_by("person_id").subquery()
    found = row(
        select(
            func.coalesce(func.sum(of.c.completions), 0),
            func.count(),
            func.coalesce(func.sum(of.c.jp), 0),
            _POSITION,
        ).select_from(of)
    )
    assert found is not None  # a count always answers
    return Sums(int(found[0]), found[1], int(found[2]), found[3] or 0)


def _counted(scope: Scope, wanted: Wanted) -> AnySelect:
    counts = (func.count().label("completions"), func.sum(Completion.jp).label("jp"))
    told: AnySelect = select(Completion.person_id, *counts).select_from(Completion)
    return narrowed(told, scope, wanted)


def _tallied(scope: Scope, wanted: Wanted, year: int) -> AnySelect:
    sums = (func.sum(Tally.completions).label("completions"), func.sum(Tally.jp).label("jp"))
    within = scope.clause(Tally.agency_id, Tally.unit_path)
    told: AnySelect = select(Tally.person_id, *sums)
    return told.where(
        within, Tally.year == year, Tally.completions > 0, under(Tally.unit_path, wanted.unit_path)
    )


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
