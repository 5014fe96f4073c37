"""How many JP a person has in a year, beside what the year asks or allows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, select

from lms.foundation.database import rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person, StaffKind
from lms.identity.queries import in_force
from lms.records.models import JpCredit
from lms.records.year import Year, year_of
from lms.standards.models import DevelopmentForm, YearRule

LONGEST_YEAR = timedelta(days=366)
BY_CONTRACT = frozenset({StaffKind.PPPK, StaffKind.PPPK_PART_TIME})


@dataclass(frozen=True)
class FormTotal:
    """The JP of one form of development, with the rule that gave them."""

    form_code: int
    name: str
    jp: int
    legal_basis: str


@dataclass(frozen=True)
class YearPicture:
    """A person's JP in the year around a day.

    PNS in service have a floor, PPPK a ceiling, CPNS neither. `since` and `until` are the first
    and the last day.
    """

    credited: int
    floor: int | None
    ceiling: int | None
    by_form: tuple[FormTotal, ...]
    since: date
    until: date
    legal_basis: str  # of the floor or the ceiling, "" where no rule holds

    @property
    def missing(self) -> int:
        """JP still to be earned; 0 where nothing is asked."""
        return max(0, (self.floor or 0) - self.credited)

    @property
    def beyond(self) -> int:
        """JP above what the contract year allows: a warning, never a bar."""
        return 0 if self.ceiling is None else max(0, self.credited - self.ceiling)


_WHO = (
    select(
        Person.id,
        Person.staff_kind,
        Person.contract_start,
        Person.active,
        YearRule.floor,
        YearRule.ceiling,
        YearRule.legal_basis,
    )
    .outerjoin(
        YearRule,
        and_(
            YearRule.staff_kind == Person.staff_kind,
            in_force(YearRule.since, YearRule.until, bindparam("day")),
        ),
    )
    .where(Person.id == bindparam("person"))
    .order_by(YearRule.since.desc().nulls_last())  # the newest rule that holds
    .limit(1)
    .subquery()
)
_PICTURE = (
    select(
        _WHO,
        JpCredit.form_code,
        func.coalesce(DevelopmentForm.name, "").label("name"),
        JpCredit.legal_basis.label("credited_by"),
        JpCredit.credited_on,
        func.sum(JpCredit.jp).label("jp"),
    )
    .select_from(_WHO)
    .outerjoin(
        JpCredit,
        and_(
            JpCredit.person_id == _WHO.c.id,
            JpCredit.credited_on.between(bindparam("first"), bindparam("last")),
        ),
    )
    .outerjoin(DevelopmentForm, DevelopmentForm.code == JpCredit.form_code)
    .group_by(
        *_WHO.c,
        JpCredit.form_code,
        DevelopmentForm.name,
        JpCredit.legal_basis,
        JpCredit.credited_on,
    )
)
_BY_DAY = (
    select(Person.staff_kind, Person.contract_start, JpCredit.credited_on, func.sum(JpCredit.jp))
    .join(Person, Person.id == JpCredit.person_id)
    .where(JpCredit.person_id == bindparam("person"))
    .group_by(Person.staff_kind, Person.contract_start, JpCredit.credited_on)
)


def year_picture(person_id: int, day: date) -> YearPicture:
    """The JP of the year that `day` lies in, in one statement; raises NotFound."""
    around = {"first": day - LONGEST_YEAR, "last": day + LONGEST_YEAR}
    found = rows(_PICTURE, {"person": person_id, "day": day, **around})
    if not found:
        raise NotFound
    person = found[0]
    year = year_for(person.staff_kind, person.contract_start, day)
    by_form = _by_form(found, year)
    return YearPicture(
        credited=sum(each.jp for each in by_form),
        floor=person.floor if person.active else None,
        ceiling=person.ceiling,
        by_form=by_form,
        since=year.since,
        until=year.until,
        legal_basis=person.legal_basis or "",
    )


def _by_form(found: Sequence[Row[Any]], year: Year) -> tuple[FormTotal, ...]:
    totals: Counter[tuple[int, str, str]] = Counter()
    for each in found:
        if each.form_code is not None and year.since <= each.credited_on <= year.until:
            totals[each.form_code, each.name, each.credited_by] += each.jp
    # A credit and its reversal leave nothing to show.
    kept = sorted(((key, jp) for key, jp in totals.items() if jp), key=_largest_first)
    return tuple(FormTotal(code, name, jp, basis) for (code, name, basis), jp in kept)


def _largest_first(total: tuple[tuple[int, str, str], int]) -> tuple[int, int]:
    (code, *_), jp = total
    return -jp, code


def jp_by_year(person_id: int) -> Sequence[tuple[Year, int]]:
    """The JP of each year in which the person earned any, the latest first."""
    totals: Counter[Year] = Counter()
    for staff_kind, contract_start, day, jp in rows(_BY_DAY, {"person": person_id}):
        totals[year_for(staff_kind, contract_start, day)] += jp
    return sorted(((year, jp) for year, jp in totals.items() if jp), reverse=True)


def year_for(staff_kind: str, contract_start: date | None, day: date) -> Year:
    """The JP year of somebody of this kind that `day` lies in."""
    return year_of(day, contract_start if staff_kind in BY_CONTRACT else None)
