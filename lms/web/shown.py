"""How figures and moments are written for people."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from flask_babel import format_date, format_datetime, format_decimal

from lms.foundation import clock

Figure = int | float | Decimal


def day(value: datetime | date) -> str:
    """Like 22 November 2026."""
    return str(format_date(_local(value), "d MMMM yyyy", rebase=False))


def day_short(value: datetime | date) -> str:
    """Like 22 Nov."""
    return str(format_date(_local(value), "d MMM", rebase=False))


def time_of_day(value: datetime) -> str:
    """Like 10.12."""
    return clock.local(value).strftime("%H.%M")


def second(value: datetime) -> str:
    """Like 10.12.05."""
    return clock.local(value).strftime("%H.%M.%S")


def moment(value: datetime) -> str:
    """Like 22 Nov 2026, 10.12."""
    return (
        f"{format_datetime(clock.local(value), 'd MMM yyyy', rebase=False)}, {time_of_day(value)}"
    )


def zone(value: datetime) -> str:
    """Like WIB, WITA or WIT."""
    return clock.local(value).tzname() or ""


def number(value: Figure) -> str:
    """Like 1.234."""
    return str(format_decimal(value, "#,##0"))


def decimal(value: Figure) -> str:
    """Like 12,5."""
    return str(format_decimal(value, "#,##0.##"))


def _local(value: datetime | date) -> date:
    return clock.local(value) if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "day_short": day_short,
    "clock": time_of_day,
    "second": second,
    "moment": moment,
    "zone": zone,
    "number": number,
    "decimal": decimal,
}
