"""What the rows of a large province stand on: who is whose colleague, and takes what, by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.identity.models import StaffKind, Unit

EACH = 10  # completions of one person
YEARS = timedelta(days=5 * 365)  # over which they lie, the last of them today
GIVEN = ("Ahmad", "Dewi", "Eko", "Fitri", "Hendra", "Indah", "Joko", "Kartika", "Rani", "Yusuf")
FAMILY = ("Saputra", "Wulandari", "Prasetyo", "Lestari", "Nasution", "Siregar", "Halim", "Anwar")


@dataclass(frozen=True)
class Ground:
    """People are numbered from 1, and their completions too, in the order of time."""

    agency_id: int
    units: Sequence[Unit]
    runs: Sequence[tuple[int, int]]  # run and course
    rule_id: int
    people: int
    now: datetime

    @property
    def completions(self) -> int:
        return EACH * self.people

    def at(self, number: int) -> datetime:
        return self.now - YEARS + YEARS * (number / self.completions)

    def whose(self, number: int) -> tuple[int, int]:
        """The person of a completion, and how many they had before."""
        before, person = divmod(number - 1, self.people)
        return person + 1, before

    def unit(self, person: int) -> Unit:
        return self.units[person % len(self.units)]

    def run(self, person: int, turn: int) -> tuple[int, int]:
        return self.runs[(person + 2 * turn) % len(self.runs)]


def nip(person: int) -> str:
    born = date(1970, 1, 1) + timedelta(days=person // 900)
    return f"{born:%Y%m%d}2015031{person % 900 + 1:03d}"


def name(person: int) -> str:
    family = FAMILY[person // len(GIVEN) % len(FAMILY)]
    return f"{GIVEN[person % len(GIVEN)]} {family} {person}"


def kind(person: int) -> StaffKind:
    return StaffKind.PPPK if person % 5 == 0 else StaffKind.PNS
