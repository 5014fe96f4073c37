"""Invented people: names as one meets them in Jambi, and NIPs of the right shape.

Everything follows from the random source given, so that a demonstration is the same each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from lms.identity.models import StaffKind

WOMEN = (
    "Ayu Dewi Dian Dina Eka Endang Erni Fatimah Fitri Hana Indah Intan Juwita Kartika Laila "
    "Lestari Maria Mega Melati Nadia Nur Nurhayati Puspita Putri Rahma Ratna Reni Rina Rosmala "
    "Sari Sinta Siti Sri Susi Tri Utami Vera Wahyuni Wulan Yanti Yuliana Yuni Zahra Zubaidah"
).split()
MEN = (
    "Abdul Ade Agus Ahmad Aldi Andi Ari Arif Asep Bambang Bayu Budi Daniel Dedi Dimas Edi Eko "
    "Fajar Faisal Firman Hadi Hasan Hendri Heru Ibrahim Ilham Irwan Jamal Joko Kurnia Lukman "
    "Mahmud Marwan Nanang Oki Petrus Raden Rahmat Rizal Rudi Samsul Slamet Sofyan Tono Usman "
    "Wahyu Yanto Yohanes Yusuf Zainal Zulfikar"
).split()
FAMILY = (
    "Afandi Amri Anwar Arsyad Azhari Batubara Chandra Damanik Effendi Fadillah Ginting Gunawan "
    "Hakim Halim Handayani Harahap Hasibuan Hidayat Hutapea Iskandar Kusuma Lubis Maharani "
    "Manurung Maulana Nasution Novita Pane Permata Prasetyo Pratama Purba Purnama Rahayu "
    "Ramadhan Ritonga Rosadi Saputra Saragih Setiawan Siregar Situmorang Suryani Susanto "
    "Syahputra Tanjung Wibowo Widodo Wijaya Yulianti Zulkarnain"
).split()
KINDS = [StaffKind.PNS] * 14 + [StaffKind.PPPK] * 4 + [StaffKind.CPNS] + [StaffKind.PPPK_PART_TIME]
CONTRACT = (StaffKind.PPPK, StaffKind.PPPK_PART_TIME)


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    nip: str
    kind: StaffKind
    since: date  # in service
    contract_start: date | None


class Inventor:
    """Makes people, no two with the same name or number."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.taken: set[str] = set()

    def person(self, kind: StaffKind | None = None) -> Invented:
        woman = self.chance.random() < 0.5
        chosen = kind or self.chance.choice(KINDS)
        name = self._fresh(lambda: self._name(woman=woman))
        since = self._service(chosen)
        nip = self._fresh(lambda: self._nip(chosen, since, woman=woman))
        start = date(2026, since.month, 1) if chosen in CONTRACT else None
        return Invented(name, nip, chosen, since, start)

    def _fresh(self, make: Callable[[], str]) -> str:
        while (made := make()) in self.taken:
            pass
        self.taken.add(made)
        return made

    def _name(self, *, woman: bool) -> str:
        given = self.chance.choice(WOMEN if woman else MEN)
        return f"{given} {self.chance.choice(FAMILY)}"

    def _service(self, kind: StaffKind) -> date:
        first, last = {
            StaffKind.PNS: (1998, 2022),
            StaffKind.CPNS: (2025, 2025),
        }.get(kind, (2021, 2024))
        return date(self.chance.randint(first, last), self.chance.randint(1, 12), 1)

    def _nip(self, kind: StaffKind, since: date, *, woman: bool) -> str:
        born = since - timedelta(days=self.chance.randint(22 * 365, 33 * 365))
        middle = f"{since:%Y}21" if kind in CONTRACT else f"{since:%Y%m}"
        serial = self.chance.randint(1, 999 if kind not in CONTRACT else 99)
        return f"{born:%Y%m%d}{middle}{2 if woman else 1}{serial:03}"
