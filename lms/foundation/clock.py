"""The one clock: UTC inside, the agency's zone for people and for dates of law."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")


class Clock:
    """What tells the time; a test or the demonstration may set it."""

    fixed: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return Clock.fixed or datetime.now(UTC)


def local(moment: datetime, zone: ZoneInfo = JAKARTA) -> datetime:
    return moment.astimezone(zone)


def local_date(moment: datetime, zone: ZoneInfo = JAKARTA) -> date:
    """The calendar day on which law counts `moment`."""
    return local(moment, zone).date()


def today(zone: ZoneInfo = JAKARTA) -> date:
    return local_date(now(), zone)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at `moment`; for tests and for writing demonstration histories."""
    before, Clock.fixed = Clock.fixed, moment.astimezone(UTC)
    try:
        yield
    finally:
        Clock.fixed = before
