"""What a leader asks of the people in a course, as it stands in the page's address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lms.teaching.queries import SORTS, STATES, Wanted

LONGEST_WORDS = 100
LAST_PAGE = 1_000_000
GREATEST_FIRST = frozenset({"seen", "enrolled"})


@dataclass(frozen=True)
class Asked:
    wanted: Wanted

    def but(self, **changes: Any) -> "Asked":
        """The same with something changed, from its first page on."""
        return Asked(replace(self.wanted, **{"page": 1, **changes}))

    def by(self, column: str) -> "Asked":
        """Sorted by a column; asked again, the other way round."""
        own = column == self.wanted.sort
        return self.but(sort=column, down=not self.wanted.down if own else column in GREATEST_FIRST)

    @property
    def address(self) -> dict[str, Any]:
        """What the address must say; what goes without saying is left out."""
        wanted = self.wanted
        sort = ("-" if wanted.down else "") + wanted.sort
        said = {
            "q": wanted.words,
            "run": wanted.run,
            "state": wanted.state,
            "sort": sort if sort != "name" else None,
            "page": wanted.page if wanted.page > 1 else None,
        }
        return {name: value for name, value in said.items() if value}


def read(given: Mapping[str, str]) -> Asked:
    """What no page would have sent is passed over: nothing is changed by what is asked."""
    state, sort = given.get("state", ""), given.get("sort", "name")
    column = sort.removeprefix("-")
    return Asked(
        Wanted(
            words=" ".join(given.get("q", "")[:LONGEST_WORDS].replace("\0", " ").split()),
            run=_number(given.get("run", "")),
            state=state if state in STATES else "",
            sort=column if column in SORTS else "name",
            down=sort.startswith("-"),
            page=min(max(_number(given.get("page", "")) or 1, 1), LAST_PAGE),
        )
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
