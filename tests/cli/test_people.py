"""The first administrator is made without a browser; passwords never pass the command line."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast
from cli.conftest import Lms
from lms.cli.people.entering import base_of
from lms.foundation import clock, presence
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid, NotFound
from lms.foundation.settings import Settings
from lms.identity.models import Agency, Grant, Person, Role, StaffKind, Unit
from lms.identity.queries import person_by_nip

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = "198903032014022003"


def person(nip: str = NEW) -> Person:
    db.session.remove()
    found = person_by_nip(nip)
    assert found
    return found


def test_a_person_is_entered_with_the_number_as_it_is_typed(lms: Lms) -> None:
    done = lms(
        "people", "add", "19890303 201402 2 003", "Sri Wahyuni", "--email", "sri@contoh.go.id"
    )
    assert done.exit_code == 0, done.output
    assert (person().name, person().staff_kind) == ("Sri Wahyuni", StaffKind.PNS)
    assert person().password_hash is None
    assert db.session.scalar(select(AuditEntry.verb)) == "added"


def test_a_number_that_looks_wrong_is_warned_about_and_taken(lms: Lms) -> None:
    done = lms("people", "add", "189903032014029003", "Sri Wahyuni", "--kind", "pppk")
    assert done.exit_code == 0
    assert "Periksa" in done.stderr
    assert person("189903032014029003").staff_kind is StaffKind.PPPK


@SQLITE
@pytest.mark.parametrize("number", ["123", "1,99E+17", "19890303201402200x", ""])
def test_what_is_no_number_is_refused_with_the_reason(lms: Lms, number: str) -> None:
    done = lms("people", "add", "--", number, "Sri Wahyuni")
    assert isinstance(done.exception, Invalid)
    assert db.session.scalars(select(Person)).all() == []


@SQLITE
def test_nobody_is_entered_twice(lms: Lms, cast: Cast) -> None:
    done = lms("people", "add", cast.rani.nip, "Rani")
    assert isinstance(done.exception, Conflict)


@SQLITE
def test_a_name_is_needed(lms: Lms) -> None:
    assert isinstance(lms("people", "add", NEW, "  ").exception, Invalid)


def test_the_first_administrator_comes_in(lms: Lms, app: Flask, browser: Browser) -> None:
    """From an empty database to a person who is signed in."""
    assert (
        lms("agencies", "add", "1500", "Pemerintah Provinsi Jambi", "--short", "Jambi").exit_code
        == 0
    )
    assert lms("people", "add", NEW, "Sri Wahyuni").exit_code == 0
    assert lms("people", "grant", NEW, "--role", "administrator").exit_code == 0
    done = lms("people", "reset-password", NEW)
    address = done.stdout.strip()
    assert address.startswith("http://localhost/password/")
    browser.submit(address.removeprefix("http://localhost"), to="", password="sungai besar di hulu")
    signed_in = browser.submit("/sign-in", to="", nip=NEW, password="sungai besar di hulu")
    assert signed_in.location == "/"
    again = browser.get(address.removeprefix("http://localhost"))
    assert again.status_code == 422


@SQLITE
def test_the_address_for_a_password_ends_after_two_hours(
    lms: Lms, cast: Cast, browser: Browser
) -> None:
    address = lms("people", "reset-password", cast.rani.nip).stdout.strip()
    with clock.at(clock.now() + timedelta(hours=2, minutes=1)):
        assert browser.get(address.removeprefix("http://localhost")).status_code == 422


@SQLITE
def test_a_role_is_given_for_a_unit_and_a_time(lms: Lms, cast: Cast) -> None:
    given = (
        "--unit",
        "KOMINFO",
        "--from",
        "2026-12-01",
        "--until",
        "2027-01-01",
        "--reason",
        "SK 12",
    )
    done = lms("people", "grant", cast.rani.nip, "--role", "unit_head", *given)
    assert done.exit_code == 0, done.exception
    db.session.remove()
    found = db.session.scalars(select(Grant).where(Grant.person_id == cast.rani.id)).one()
    unit = db.session.get_one(Unit, found.unit_id)
    assert (found.role, unit.code, found.agency_id) == (Role.UNIT_HEAD, "KOMINFO", cast.province)
    assert (found.since, found.until) == (date(2026, 12, 1), date(2027, 1, 1))
    assert found.reason == "SK 12"


@SQLITE
@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("--role trainer", Invalid),  # there are two agencies
        ("--role trainer --agency 99", Invalid),
        ("--role trainer --unit HILANG", NotFound),
        ("--role trainer --agency 5500 --from 2026-12-01 --until 2026-12-01", Invalid),
    ],
)
def test_a_role_without_a_place_or_time_is_refused(
    lms: Lms, cast: Cast, words: str, refusal: type[Exception]
) -> None:
    done = lms("people", "grant", cast.rani.nip, *words.split())
    assert isinstance(done.exception, refusal)
    db.session.remove()
    assert db.session.scalars(select(Grant).where(Grant.person_id == cast.rani.id)).all() == []


@SQLITE
@pytest.mark.parametrize("command", [("grant", "--role", "trainer"), ("reset-password",)])
def test_who_is_not_registered_is_told_so(lms: Lms, cast: Cast, command: tuple[str, ...]) -> None:
    done = lms("people", command[0], NEW, *command[1:])
    assert isinstance(done.exception, NotFound)
    assert "lms people add" in str(done.exception)


@SQLITE
def test_a_role_that_does_not_exist_is_wrong_usage(lms: Lms, cast: Cast) -> None:
    assert lms("people", "grant", cast.rani.nip, "--role", "king").exit_code == 2


@SQLITE
def test_agencies_are_listed_and_a_code_is_taken_once(lms: Lms, cast: Cast) -> None:
    assert lms("agencies", "add", "1571", "Kota Baru").exit_code == 0
    assert "1571  Kota Baru" in lms("agencies", "list").stdout
    assert isinstance(lms("agencies", "add", "1571", "Kota Lain").exception, Conflict)
    assert isinstance(lms("agencies", "add", "KOMINFO", "Kota Lain").exception, Conflict)
    assert isinstance(lms("agencies", "add", " ", "Kota Lain").exception, Invalid)
    db.session.remove()
    names = db.session.scalars(select(Agency.name)).all()
    assert "Kota Lain" not in names


def test_the_address_of_a_new_password_is_where_the_site_was_served_last(tmp_path: Path) -> None:
    assert base_of(Settings(home=tmp_path)) == "http://127.0.0.1:8000"
    with presence.in_use(tmp_path, "http://127.0.0.1:8102"):
        pass
    assert base_of(Settings(home=tmp_path)) == "http://127.0.0.1:8102"
    set_so = Settings(home=tmp_path, base_url="https://belajar.example.go.id")
    assert base_of(set_so) == "https://belajar.example.go.id"
