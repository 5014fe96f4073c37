"""What somebody's learning counts in the index of professionalism of ASN: an estimate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, func, select

from lms.foundation.database import AnyRow, rows
from lms.identity.queries import post_of
from lms.records.models import JpCredit
from lms.standards.queries import Part, index_parts, most

_CREDITED = (
    select(JpCredit.form_code, JpCredit.credited_on, func.sum(JpCredit.jp).label("jp"))
    .where(JpCredit.person_id == bindparam("person"), JpCredit.credited_on <= bindparam("last"))
    .group_by(JpCredit.form_code, JpCredit.credited_on)
)


@dataclass(frozen=True)
class Earned:
    """One part with the JP that count for it, and what these are worth."""

    part: Part
    jp: int

    @property
    def points(self) -> Decimal:
        return self.part.worth(self.jp)


@dataclass(frozen=True)
class Estimate:
    year: int
    earned: Sequence[Earned]

    @property
    def points(self) -> Decimal:
        return sum((each.points for each in self.earned), Decimal(0))

    @property
    def most(self) -> Decimal:
        return most(each.part for each in self.earned)

    @property
    def is_verified(self) -> bool:
        return all(each.part.verified for each in self.earned)


def professionalism(person_id: int, day: date) -> Estimate | None:
    """By the ledger up to the end of the year, for the post held on `day`; none without a post."""
    post = post_of(person_id, day)
    parts = index_parts(day).get(post.level) if post else None
    if not parts:
        return None
    credited = rows(_CREDITED, {"person": person_id, "last": date(day.year, 12, 31)})
    return Estimate(day.year, [Earned(part, _counted(part, credited, day.year)) for part in parts])


def _counted(part: Part, credited: Sequence[AnyRow], year: int) -> int:
    since = part.since(year) or date.min
    return sum(
        each.jp for each in credited if part.counts(each.form_code) and each.credited_on >= since
    )
