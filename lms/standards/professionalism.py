"""What learning is worth in the index of professionalism of ASN: pure, by parts that are data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

HUNDREDTH = Decimal("0.01")
NONE = Decimal(0)


@dataclass(frozen=True)
class Part:
    """One part of the competence dimension, as it holds for a level of posts on a day."""

    name: str  # training, hours or seminar
    points: Decimal  # at most
    jp: int  # from which it counts in full
    forms: frozenset[int]  # of development that count; none: every form
    years: int | None  # that count, the year asked for the last of them; none: all there were
    proportional: bool  # whether fewer JP count in part
    legal_basis: str
    verified: bool  # whether an officer of BKD has confirmed it

    def worth(self, credited: int) -> Decimal:
        """The points of so many JP, rounded down to hundredths."""
        if credited >= self.jp:
            return self.points
        if not self.proportional or credited <= 0:
            return NONE
        return (self.points * credited / self.jp).quantize(HUNDREDTH, ROUND_DOWN)

    def since(self, year: int) -> date | None:
        return date(year - self.years + 1, 1, 1) if self.years else None

    def counts(self, form_code: int) -> bool:
        return not self.forms or form_code in self.forms


def worth(parts: Iterable[Part], credited: Mapping[str, int]) -> Decimal:
    """The points of JP by the names of parts; what has no part earns nothing."""
    return sum((part.worth(credited.get(part.name, 0)) for part in parts), NONE)


def most(parts: Iterable[Part]) -> Decimal:
    return sum((part.points for part in parts), NONE)
