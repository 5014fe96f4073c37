"""Who works where in the demonstration, and the eight people one can sign in as."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from lms.demo.names import Invented, Inventor
from lms.demo.offices import AGENCIES, LOCAL_OFFICES, OFFICES, PROVINCE
from lms.foundation.database import db
from lms.identity import actions
from lms.identity.models import Agency, Person, Post, PostLevel, Role, StaffKind, Unit

PASSWORD = "batanghari-2026"  # noqa: S105  printed at every start; served on loopback only
SINCE = date(2026, 1, 2)
RANKS = ("II/c", "II/d", "III/a", "III/a", "III/b", "III/c", "III/d", "IV/a")
POSTS = {
    PostLevel.PELAKSANA: "Pengelola Layanan Operasional",
    PostLevel.FUNGSIONAL: "Pranata Komputer Ahli Pertama",
    PostLevel.PENGAWAS: "Kepala Subbagian",
    PostLevel.ADMINISTRATOR: "Kepala Bidang",
    PostLevel.JPT_PRATAMA: "Kepala Dinas",
}
USUAL = [PostLevel.PELAKSANA] * 6 + [PostLevel.FUNGSIONAL] * 3 + [PostLevel.PENGAWAS]

# role shown at the start: name, NIP, unit, level of post, granted role and the unit it is for
NAMED: dict[str, tuple[str, str, str, PostLevel, Role | None, str | None]] = {
    "learner": (
        *("Rani Anggraini", "199104122015032004", "KOMINFO-1"),
        *(PostLevel.PELAKSANA, None, None),
    ),
    "mentor": (
        *("Hendra Saputra", "198001152005011007", "KOMINFO"),
        *(PostLevel.PENGAWAS, None, None),
    ),
    "trainer": (
        *("Wati Kusuma", "198209202008012009", "BPSDM"),
        *(PostLevel.FUNGSIONAL, Role.TRAINER, None),
    ),
    "unit_head": (
        *("Yusuf Effendi", "197503101999031003", "KOMINFO"),
        *(PostLevel.JPT_PRATAMA, Role.UNIT_HEAD, "KOMINFO"),
    ),
    "bkd_data": (
        *("Siti Nurbaya", "197907182003122007", "BKD-1"),
        *(PostLevel.PENGAWAS, Role.BKD_OFFICER, None),
    ),
    "bpsdm_penyelenggara": (
        *("Ahmad Fauzan", "198311112009011008", "BPSDM"),
        *(PostLevel.ADMINISTRATOR, Role.PROGRAMME_OFFICER, None),
    ),
    "administrator": (
        *("Amin Rahman", "198511112010011005", "KOMINFO-2"),
        *(PostLevel.FUNGSIONAL, Role.ADMINISTRATOR, None),
    ),
}


@dataclass
class Province:
    """Everybody, by the parts that histories are written for."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[tuple[int, PostLevel], Post] = field(default_factory=dict)
    named: dict[str, Person] = field(default_factory=dict)
    crowd: list[Person] = field(default_factory=list)
    homes: dict[int, Unit] = field(default_factory=dict)  # where each person works


def settle(chance: Random, password_hash: str) -> Province:
    """Found the agencies and put 200 people to work."""
    province = Province()
    _found(province)
    inventor = Inventor(chance)
    for role, given in NAMED.items():
        province.named[role] = _name(province, role, given, password_hash)
        inventor.taken.update(given[:2])
    for code, count in _places(province):
        for _ in range(count):
            someone = _employ(province, inventor.person(), code, chance, password_hash)
            province.crowd.append(someone)
    return province


def _found(province: Province) -> None:
    for code, (name, short) in AGENCIES.items():
        province.agencies[code] = Agency(code=code, name=name, short_name=short)
    db.session.add_all(province.agencies.values())
    db.session.flush()
    home = province.agencies[PROVINCE].id
    for code, name, divisions, _ in OFFICES:
        office = province.units[code] = actions.add_unit(home, f"{PROVINCE}.{code}", name)
        for number, division in enumerate(divisions, start=1):
            key = f"{code}-{number}"
            below = actions.add_unit(home, f"{PROVINCE}.{key}", division, office)
            province.units[key] = below
    for agency_code, agency in province.agencies.items():
        if agency_code != PROVINCE:
            for code, name, _ in LOCAL_OFFICES:
                key = f"{agency_code}.{code}"
                province.units[key] = actions.add_unit(agency.id, key, name)


def _places(province: Province) -> list[tuple[str, int]]:
    """Each unit with how many people to invent there; divisions share their office's."""
    places = []
    for code, _, divisions, count in OFFICES:
        keys = [code, *(f"{code}-{n}" for n in range(1, len(divisions) + 1))]
        share, rest = divmod(count, len(keys))
        places += [(key, share + (place < rest)) for place, key in enumerate(keys)]
    for agency_code in province.agencies:
        if agency_code != PROVINCE:
            places += [(f"{agency_code}.{code}", count) for code, _, count in LOCAL_OFFICES]
    return places


def _name(
    province: Province,
    role: str,
    given: tuple[str, str, str, PostLevel, Role | None, str | None],
    password_hash: str,
) -> Person:
    name, nip, code, level, granted, scope = given
    someone = Invented(name, nip, StaffKind.PNS, date(2015, 3, 1), None)
    person = _enter(province, someone, code, level, password_hash)
    person.email = f"{role.replace('_', '.')}@demo.jambiprov.example"
    if granted:
        unit_id = province.units[scope].id if scope else None
        home = province.agencies[PROVINCE].id
        actions.give_grant(person, granted, home, since=SINCE, unit_id=unit_id)
    return person


def _employ(
    province: Province, someone: Invented, code: str, chance: Random, password_hash: str
) -> Person:
    person = _enter(province, someone, code, chance.choice(USUAL), password_hash)
    if chance.random() < 0.08:
        _transfer(province, person, code, chance)
    if chance.random() < 0.03:
        person.active = False  # on leave or retired: out of the JP count
    return person


def _enter(
    province: Province, someone: Invented, code: str, level: PostLevel, password_hash: str
) -> Person:
    person = actions.add_person(someone.nip, someone.name, someone.kind)
    person.password_hash = password_hash
    person.contract_start = someone.contract_start
    unit = province.units[code]
    rank = "IX" if someone.contract_start else RANKS[person.id % len(RANKS)]
    actions.place(person, unit, _post(province, unit.agency_id, level), rank, someone.since)
    province.homes[person.id] = unit
    return person


def _transfer(province: Province, person: Person, code: str, chance: Random) -> None:
    """Move somebody to another office of the same agency in the spring."""
    agency_id = province.units[code].agency_id
    others = [u for u in province.units.values() if u.agency_id == agency_id]
    unit = chance.choice(others)
    post = _post(province, agency_id, PostLevel.PELAKSANA)
    actions.place(person, unit, post, "III/b", date(2026, chance.randint(3, 6), 1))
    province.homes[person.id] = unit


def _post(province: Province, agency_id: int, level: PostLevel) -> Post:
    key = (agency_id, level)
    if key not in province.posts:
        province.posts[key] = Post(agency_id=agency_id, title=POSTS[level], level=level)
        db.session.add(province.posts[key])
        db.session.flush()
    return province.posts[key]
