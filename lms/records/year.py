"""The year in which JP are counted: the calendar year, or for PPPK the year of the contract."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Year:
    since: date
    until: date  # its last day

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


def year_of(day: date, contract_start: date | None = None) -> Year:
    """The JP year that `day` lies in; `contract_start` is a PPPK's first day of contract."""
    start = contract_start or date(day.year, 1, 1)
    year = day.year if day >= _anniversary(start, day.year) else day.year - 1
    return Year(_anniversary(start, year), _anniversary(start, year + 1) - DAY)


def _anniversary(start: date, year: int) -> date:
    """A contract of 29 February begins its other years on 1 March."""
    try:
        return start.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
