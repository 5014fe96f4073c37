"""How many people a mentor can follow, and how many places are left."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, literal, or_, select

from lms.foundation import clock
from lms.foundation.database import rows
from lms.foundation.language import Sentence, say
from lms.mentoring.models import MentorPlaces, Pair

CAPACITY = 5  # people whom one mentor can follow well, unless they said another number


@dataclass(frozen=True)
class Places:
    """How many people a mentor follows or will follow, of how many they can."""

    offered: int = CAPACITY
    taken: int = 0

    @property
    def left(self) -> int:
        return max(0, self.offered - self.taken)

    @property
    def warning(self) -> Sentence | None:
        """A word where the mentor follows more people than they can follow well."""
        if self.taken <= self.offered:
            return None
        return say(
            "Satu mentor membimbing %(followed)d orang; anjurannya paling banyak %(most)d.",
            followed=self.taken,
            most=self.offered,
        )


def places(mentor_ids: Collection[int], on: date | None = None) -> dict[int, Places]:
    """The places of each of these mentors; pairs that begin later count already."""
    among = sorted(set(mentor_ids))
    day = on or clock.today()
    newest = select(func.max(MentorPlaces.id)).group_by(MentorPlaces.mentor_id)
    said = select(MentorPlaces.mentor_id, MentorPlaces.places, literal(0)).where(
        MentorPlaces.id.in_(newest.where(MentorPlaces.mentor_id.in_(among)))
    )
    open_pairs = or_(Pair.until.is_(None), Pair.until > day)
    counted = (
        select(Pair.mentor_id, literal(-1), func.count())
        .where(Pair.mentor_id.in_(among), open_pairs)
        .group_by(Pair.mentor_id)
    )
    offered, taken = dict.fromkeys(among, CAPACITY), dict.fromkeys(among, 0)
    for mentor_id, number, count in rows(said.union_all(counted)):
        (taken if number < 0 else offered)[mentor_id] = count if number < 0 else number
    return {each: Places(offered[each], taken[each]) for each in among}


def capacity_warning(mentor_id: int, on: date | None = None) -> Sentence | None:
    """A word where the mentor follows more people than one can follow well."""
    return places([mentor_id], on)[mentor_id].warning
