"""What an officer asks of the list, as it stands in the page's address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from lms.foundation import clock
from lms.records.queries import Wanted
from lms.siasn.queries import Missing, Standing, Wish

ALL = "all"
LONGEST = 100


@dataclass(frozen=True)
class Asked:
    words: str = ""
    year: int | None = None  # none: every year
    standing: Standing | None = None
    missing: Missing | None = None
    page: int = 1

    def but(self, **changes: Any) -> Self:
        """The same with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    def address(self) -> dict[str, Any]:
        said = {
            "q": self.words,
            "year": self.year or ALL,
            "standing": self.standing,
            "missing": self.missing,
            "page": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def wanted(self) -> Wanted:
        since = date(self.year, 1, 1) if self.year else None
        return Wanted(since, date(self.year, 12, 31) if self.year else None, words=self.words)

    @property
    def wish(self) -> Wish:
        return Wish(self.wanted, self.standing, self.missing)


def read(given: Mapping[str, str]) -> Asked:
    """What nobody could have chosen asks for nothing."""
    standing, missing = given.get("standing", ""), given.get("missing", "")
    return Asked(
        words=" ".join(given.get("q", "").replace("\0", "")[:LONGEST].split()),
        year=_year(given.get("year", "")),
        standing=Standing(standing) if standing in set(Standing) else None,
        missing=Missing(missing) if missing in set(Missing) else None,
    )


def _year(value: str) -> int | None:
    if value == ALL:
        return None
    return int(value) if re.fullmatch(r"20[0-9]{2}", value) else clock.today().year
