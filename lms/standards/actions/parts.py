"""A part of the index of professionalism changes as a rule of JP does: from a day on, by two."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from lms.foundation.database import db
from lms.foundation.errors import Conflict
from lms.foundation.language import Sentence, say
from lms.standards import queries
from lms.standards.actions.deciding import answered, begin, begins_right, end, found_right
from lms.standards.models import IndexPart, PartChange, RuleStepKind

ALL = Decimal(40)  # points of the whole dimension
MOST_JP, MOST_YEARS = 400, 40
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class PartWish:
    """The part as it shall be, for these levels of posts."""

    name: str
    levels: list[str]
    points: Decimal | None
    jp: int | None
    forms: list[int]
    years: int | None
    proportional: bool
    since: date
    legal_basis: str


def propose_part(
    change_id: UUID, by: int, agency_id: int, wish: PartWish, reason: str
) -> PartChange:
    """Sent twice by one form it is one proposal. Raises Invalid for what cannot be."""
    there = db.session.get(PartChange, change_id)
    if there is not None:
        return there
    _ensure_right(wish, reason)
    change = PartChange(id=change_id, agency_id=agency_id, **asdict(wish))
    begin(change, by, reason)
    return change


def agree_part(change_id: UUID, by: int, reason: str = "") -> None:
    """From its day on it is figured so, for each of its levels; what held before stays written."""
    change = answered(PartChange, change_id, by)
    _ensure_free(change.name, change.levels, change.since)
    if any(points > ALL for points in queries.sums_after(change).values()):
        raise Conflict(
            say("Jumlah angka sebuah jenjang akan melebihi 40. Setujui dahulu yang menurunkan.")
        )
    end(change, RuleStepKind.AGREED, by, reason)
    shared = ("name", "points", "jp", "forms", "years", "proportional", "since", "legal_basis")
    facts = {name: getattr(change, name) for name in shared}
    db.session.add_all(
        IndexPart(post_level=level, verified=True, **facts) for level in change.levels
    )
    db.session.flush()


def _ensure_right(wish: PartWish, reason: str) -> None:
    faults: dict[str, Sentence | str] = {}
    if wish.points is None or not _is_figure(wish.points):
        faults["points"] = say("Angka antara 0 dan 40, paling banyak dua desimal.")
    if not 1 <= (wish.jp or 0) <= MOST_JP:
        faults["jp"] = say("JP antara 1 dan %(most)d.", most=MOST_JP)
    if wish.years is not None and not 1 <= wish.years <= MOST_YEARS:
        faults["years"] = say("Masa hitung antara 1 dan %(most)d tahun.", most=MOST_YEARS)
    if not wish.levels:
        faults["levels"] = say("Pilih paling sedikit satu jenjang.")
    found_right(faults, wish.legal_basis, reason)
    _ensure_free(wish.name, wish.levels, wish.since)


def _is_figure(points: Decimal) -> bool:
    if not points.is_finite() or not 0 <= points <= ALL:
        return False
    return points == points.quantize(HUNDREDTH)


def _ensure_free(name: str, levels: list[str], since: date) -> None:
    same = select(IndexPart.id).where(
        IndexPart.name == name, IndexPart.post_level.in_(levels), IndexPart.since == since
    )
    begins_right(since, taken=db.session.scalar(same.limit(1)) is not None)
