"""The one clock: UTC inside, the site's zone (LMS_TIME_ZONE) for people and for dates of law."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")


class Clock:
    """What tells the time; a test or the demonstration may set it."""

    fixed: datetime | None = None
    zone = JAKARTA  # set when the application is made


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return Clock.fixed or datetime.now(UTC)


def local(moment: datetime) -> datetime:
    return moment.astimezone(Clock.zone)


def local_date(moment: datetime) -> date:
    """The calendar day on which law counts `moment`."""
    return local(moment).date()


def today() -> date:
    return local_date(now())


def dawn(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time(), Clock.zone)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at `moment`; for tests and for writing demonstration histories."""
    before, Clock.fixed = Clock.fixed, moment.astimezone(UTC)
    try:
        yield
    finally:
        Clock.fixed = before
