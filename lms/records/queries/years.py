"""How many JP a person has in a year, beside what the year asks or allows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, func, select

from lms.foundation.database import row, rows
from lms.foundation.errors import NotFound
from lms.identity.models import Person, StaffKind
from lms.identity.queries import in_force
from lms.records.models import JpCredit
from lms.records.year import Year, year_of
from lms.standards.models import DevelopmentForm, YearRule

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


_PERSON = (
    select(
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
)
_BY_FORM = (
    select(
        JpCredit.form_code,
        func.coalesce(DevelopmentForm.name, ""),
        func.sum(JpCredit.jp),
        JpCredit.legal_basis,
    )
    .outerjoin(DevelopmentForm, DevelopmentForm.code == JpCredit.form_code)
    .where(
        JpCredit.person_id == bindparam("person"),
        JpCredit.credited_on.between(bindparam("since"), bindparam("until")),
    )
    .group_by(JpCredit.form_code, DevelopmentForm.name, JpCredit.legal_basis)
    .having(func.sum(JpCredit.jp) != 0)  # a credit and its reversal leave nothing to show
    .order_by(func.sum(JpCredit.jp).desc(), JpCredit.form_code)
)
_BY_DAY = (
    select(Person.staff_kind, Person.contract_start, JpCredit.credited_on, func.sum(JpCredit.jp))
    .join(Person, Person.id == JpCredit.person_id)
    .where(JpCredit.person_id == bindparam("person"))
    .group_by(Person.staff_kind, Person.contract_start, JpCredit.credited_on)
)


def year_picture(person_id: int, day: date) -> YearPicture:
    """The JP of the year that `day` lies in, in two statements; raises NotFound."""
    found = row(_PERSON, {"person": person_id, "day": day})
    if found is None:
        raise NotFound
    year = year_for(found.staff_kind, found.contract_start, day)
    totals = rows(_BY_FORM, {"person": person_id, "since": year.since, "until": year.until})
    by_form = tuple(FormTotal(*each) for each in totals)
    return YearPicture(
        credited=sum(each.jp for each in by_form),
        floor=found.floor if found.active else None,
        ceiling=found.ceiling,
        by_form=by_form,
        since=year.since,
        until=year.until,
        legal_basis=found.legal_basis or "",
    )


def jp_by_year(person_id: int) -> Sequence[tuple[Year, int]]:
    """The JP of each year in which the person earned any, the latest first."""
    totals: Counter[Year] = Counter()
    for staff_kind, contract_start, day, jp in rows(_BY_DAY, {"person": person_id}):
        totals[year_for(staff_kind, contract_start, day)] += jp
    return sorted(((year, jp) for year, jp in totals.items() if jp), reverse=True)


def year_for(staff_kind: str, contract_start: date | None, day: date) -> Year:
    """The JP year of somebody of this kind that `day` lies in."""
    return year_of(day, contract_start if staff_kind in BY_CONTRACT else None)
