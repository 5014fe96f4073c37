"""When a meeting is held, as its author wrote it and the site's clock reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.foundation.clock import Clock


def moment_of(said: str) -> datetime:
    """Without a zone it is the site's own."""
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=Clock.zone)


@dataclass(frozen=True)
class Meeting:
    held: str  # class, webinar or workshop
    starts: datetime
    ends: datetime
    place: str
    address: str | None
    host: str
    places: int | None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Meeting":
        hours = (moment_of(facts["starts"]), moment_of(facts["ends"]))
        where = (facts["place"], facts["address"], facts["host"])
        return cls(facts["held"], *hours, *where, facts["places"])

    def has_begun(self, moment: datetime) -> bool:
        return self.starts <= moment

    def is_on(self, moment: datetime) -> bool:
        return self.starts <= moment < self.ends
