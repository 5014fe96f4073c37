"""What is sought in a list, as it stands in the page's address."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from lms.foundation.errors import Invalid
from lms.foundation.language import say

LONGEST_WORDS = 100


@dataclass(frozen=True)
class Sought:
    """Words, an order and a page; lists with more filters add theirs."""

    words: str = ""
    sort: str = ""
    page: int = 1

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def down(self) -> bool:
        return self.sort.startswith("-")

    def but(self, **changes: Any) -> Self:
        """The same with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    def by(self, column: str) -> Self:
        """Sorted by a column; asked again, the other way round."""
        return self.but(sort=f"-{column}" if self.sort == column else column)

    def address(self) -> dict[str, Any]:
        """What the address must say; what goes without saying is left out."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        usual = {each.name: each.default for each in fields(self)}
        return {name: value for name, value in said.items() if value != usual[name]}


def words(given: Mapping[str, str]) -> str:
    return " ".join(given.get("words", "")[:LONGEST_WORDS].split())


def one_of(given: Mapping[str, str], name: str, known: Collection[str], usual: str) -> str:
    """Raises Invalid, with a sentence that names the value, for what no page would have sent."""
    value = given.get(name, "") or usual
    if value in known:
        return value
    raise Invalid(
        say("Pilihan “%(value)s” tidak dikenal. Pilih dari daftar di halaman.", value=value[:40])
    )


def order(given: Mapping[str, str], columns: Collection[str], usual: str) -> str:
    return one_of(given, "sort", {*columns, *(f"-{each}" for each in columns)}, usual)


def page(given: Mapping[str, str], total: int, size: int) -> tuple[int, int]:
    """The page that is asked for, as far as there are any, and how many there are."""
    pages = max(1, -(-total // size))
    asked = given.get("page", "")
    number = int(asked) if re.fullmatch(r"[0-9]{1,7}", asked) else 1
    return min(max(number, 1), pages), pages
