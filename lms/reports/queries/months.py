"""What each month of a year brought: completions, and certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, extract, func, select

from lms.certificates.models import Certificate
from lms.foundation.database import rows
from lms.identity.queries import Scope
from lms.records.models import Completion, CompletionPerson
from lms.records.queries import CURRENT
from lms.reports.queries.within import AnySelect, Listed, listed

KINDS = ("completions", "certificates")


@dataclass(frozen=True)
class Month:
    number: int
    completions: int
    certificates: int


def by_month(scope: Scope, year: int) -> Sequence[Month]:
    """All twelve, zeros too."""
    completions, certificates = (_monthly(scope, year, kind) for kind in KINDS)
    return [
        Month(number, completions.get(number, 0), certificates.get(number, 0))
        for number in range(1, 13)
    ]


def _monthly(scope: Scope, year: int, kind: str) -> dict[int, int]:
    month = extract("month", _day(kind))
    told: AnySelect = select(month, func.count())
    asked = _of(told, scope, kind, date(year, 1, 1), date(year + 1, 1, 1))
    return {int(number): count for number, count in rows(asked.group_by(month))}


def list_of_month(scope: Scope, kind: str, year: int, month: int, page: int | None) -> Listed:
    """One page, or all, of the people behind a figure: name, nip, unit, course, day."""
    told: AnySelect = select(
        CompletionPerson.name,
        CompletionPerson.nip,
        CompletionPerson.unit_name.label("unit"),
        Completion.course_title.label("course"),
        _day(kind).label("day"),
    )
    until = date(year + month // 12, month % 12 + 1, 1)
    asked = _of(told, scope, kind, date(year, month, 1), until).join(
        CompletionPerson, CompletionPerson.completion_id == Completion.id
    )
    return listed(asked.order_by(CompletionPerson.name, Completion.position), page)


def _day(kind: str) -> Any:
    return Completion.completed_on if kind == "completions" else Certificate.issued_on


def _of(told: AnySelect, scope: Scope, kind: str, first: date, until: date) -> AnySelect:
    day: ColumnElement[date] = _day(kind)
    asked = told.select_from(Completion)
    if kind == "certificates":  # a further edition is the same certificate, corrected
        asked = asked.join(Certificate, Certificate.completion_id == Completion.id)
        asked = asked.where(Certificate.replaces.is_(None))
    else:
        asked = asked.where(CURRENT)
    within = scope.clause(Completion.agency_id, Completion.unit_path)
    return asked.where(within, day >= first, day < until)
