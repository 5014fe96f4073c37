"""The people of the tests: the same names wherever a test needs somebody.

Province of Jambi: Rani and Dedi learn at Kominfo's Bidang Aplikasi, Yusuf heads Kominfo, Hendra is
Rani's mentor-to-be, Wati trains, Siti keeps BKD's register, Amin administers, Nurul works at
another office. City of Jambi: Lestari learns, Murni keeps the city's register.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from argon2 import PasswordHasher
from flask import request, session
from flask.testing import FlaskClient
from flask_login import login_user
from werkzeug.test import TestResponse

from lms.foundation.database import db, transaction
from lms.identity import actions, queries
from lms.identity.models import Agency, Person, Post, PostLevel, Role, StaffKind, Unit
from lms.standards.actions import load_standards
from lms.web import forms

PASSWORD = "kereta api batanghari"
SINCE = date(2020, 1, 1)


@cache
def password_hash() -> str:
    """Of the real kind, but cheap to check: thousands of tests begin with a sign-in."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass
class Someone:
    """A person's facts, which a test may keep when the session is gone."""

    id: int
    nip: str
    name: str
    agency_id: int
    unit_id: int


@dataclass
class Cast:
    province: int  # ids of the agencies
    city: int
    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, Someone] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Someone:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


UNITS = {
    "kominfo": ("5500", "Dinas Komunikasi dan Informatika", None),
    "aplikasi": ("5500", "Bidang Aplikasi", "kominfo"),
    "pendidikan": ("5500", "Dinas Pendidikan", None),
    "bkd": ("5500", "Badan Kepegawaian Daerah", None),
    "dukcapil": ("5571", "Dinas Kependudukan dan Pencatatan Sipil", None),
}
PEOPLE = {
    "rani": ("199104122015032004", "Rani Anggraini", StaffKind.PNS, "aplikasi"),
    "dedi": ("198807072021211012", "Dedi Pranata", StaffKind.PPPK, "aplikasi"),
    "yusuf": ("197503101999031003", "Yusuf Effendi", StaffKind.PNS, "kominfo"),
    "hendra": ("198001152005011007", "Hendra Saputra", StaffKind.PNS, "kominfo"),
    "wati": ("198209202008012009", "Wati Kusuma", StaffKind.PNS, "pendidikan"),
    "nurul": ("199601252020122011", "Nurul Hidayah", StaffKind.PNS, "pendidikan"),
    "siti": ("197907182003122007", "Siti Nurbaya", StaffKind.PNS, "bkd"),
    "amin": ("198511112010011005", "Amin Rahman", StaffKind.PNS, "bkd"),
    "lestari": ("198505052010012019", "Lestari Handayani", StaffKind.PNS, "dukcapil"),
    "murni": ("198002022006042010", "Yusnita Murni", StaffKind.PNS, "dukcapil"),
}
GRANTS = {
    "yusuf": (Role.UNIT_HEAD, "kominfo"),
    "wati": (Role.TRAINER, None),
    "siti": (Role.BKD_OFFICER, None),
    "amin": (Role.ADMINISTRATOR, None),
    "murni": (Role.BKD_OFFICER, None),
}


def assemble() -> Cast:
    """Put everybody in their place, in one transaction."""
    with transaction():
        load_standards()
        agencies = {
            "5500": Agency(code="5500", name="Pemerintah Provinsi Jambi", short_name="Jambi"),
            "5571": Agency(code="5571", name="Pemerintah Kota Jambi", short_name="Kota Jambi"),
        }
        db.session.add_all(agencies.values())
        db.session.flush()
        cast = Cast(agencies["5500"].id, agencies["5571"].id)
        units: dict[str, Unit] = {}
        for key, (code, name, parent) in UNITS.items():
            above = units[parent] if parent else None
            units[key] = actions.add_unit(agencies[code].id, key.upper(), name, above)
            cast.units[key] = units[key].id
        posts = {agency.id: _post(agency.id) for agency in agencies.values()}
        for key, (nip, name, kind, unit) in PEOPLE.items():
            person = actions.add_person(nip, name, kind, f"{key}@contoh.go.id")
            person.password_hash = password_hash()
            person.contract_start = date(2026, 3, 1) if kind == StaffKind.PPPK else None
            place = units[unit]
            actions.place(person, place, posts[place.agency_id], "III/a", SINCE)
            cast.people[key] = Someone(person.id, nip, name, place.agency_id, place.id)
            _grant(key, person, place.agency_id, units)
    return cast


def _post(agency_id: int) -> Post:
    post = Post(agency_id=agency_id, title="Pelaksana", level=PostLevel.PELAKSANA)
    db.session.add(post)
    db.session.flush()
    return post


def _grant(key: str, person: Person, agency_id: int, units: dict[str, Unit]) -> None:
    if key in GRANTS:
        role, unit = GRANTS[key]
        unit_id = units[unit].id if unit else None
        actions.give_grant(person, role, agency_id, since=SINCE, unit_id=unit_id)


def sign_in(browser: FlaskClient, someone: Someone, password: str = PASSWORD) -> TestResponse:
    """Sign in by the real form."""
    return browser.submit(  # type: ignore[attr-defined]  # the test browser's own
        "/sign-in", to="", nip=someone.nip, password=password
    )


def let_in(browser: FlaskClient, someone: Someone) -> str:
    """Signed in without the pages of it, which cost more than most tests; answers the token."""
    app = browser.application
    with app.app_context(), app.test_request_context(environ_base=browser.environ_base):
        with transaction():
            person = db.session.get_one(Person, someone.id)
            opened = actions.begin_sign_in(person, request.user_agent.string, "127.0.0.1")
            login_user(queries.visitor(opened.token_digest))
        token, held = forms.token(), dict(session)
    with browser.session_transaction() as kept:
        kept.clear()
        kept.update(held)
    return token
