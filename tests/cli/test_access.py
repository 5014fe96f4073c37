"""What was given at the server can be taken away there."""

import pytest
from flask import Flask
from sqlalchemy import select

from cast import Cast, sign_in
from cli.conftest import Lms
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.foundation.errors import Conflict, NotFound
from lms.identity import queries
from lms.identity.models import Grant

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def test_a_role_is_given_and_ended_for_the_same_place(lms: Lms, cast: Cast) -> None:
    place = ("--unit", "KOMINFO")
    assert lms("people", "grant", cast.rani.nip, "--role", "trainer", *place).exit_code == 0
    assert isinstance(
        lms("people", "revoke", cast.rani.nip, "trainer", "--agency", "5500").exception, NotFound
    )
    done = lms("people", "revoke", cast.rani.nip, "trainer", *place, "--reason", "SK 12")
    assert (done.exit_code, done.stdout) == (0, "Rani Anggraini bukan lagi trainer.\n")
    db.session.remove()
    assert queries.open_grants(cast.rani.id) == []
    told = select(AuditEntry.detail).where(AuditEntry.verb == "revoked")
    assert db.session.scalars(told).one()["reason"] == "SK 12"


@SQLITE
def test_the_row_of_an_ended_role_stays(lms: Lms, cast: Cast) -> None:
    assert lms("people", "revoke", cast.siti.nip, "bkd_data", "--agency", "5500").exit_code == 0
    db.session.remove()
    kept = db.session.scalars(select(Grant).where(Grant.person_id == cast.siti.id)).one()
    assert kept.until == clock.today()


@SQLITE
def test_the_last_administrator_is_kept_at_the_server_too(lms: Lms, cast: Cast) -> None:
    words = ("people", "revoke", cast.amin.nip, "administrator", "--agency", "5500")
    assert isinstance(lms(*words).exception, Conflict)
    assert isinstance(lms("people", "bar", cast.amin.nip, "--reason", "x").exception, Conflict)


def test_somebody_is_barred_and_admitted(lms: Lms, cast: Cast, app: Flask) -> None:
    browser = app.test_client()
    sign_in(browser, cast.rani)
    assert lms("people", "bar", cast.rani.nip, "--reason", "Pensiun").exit_code == 0
    assert browser.get("/account").location.startswith("/sign-in")
    assert "ditutup" in lms("people", "show", cast.rani.nip).stdout
    assert isinstance(lms("people", "reset-password", cast.rani.nip).exception, Conflict)
    assert lms("people", "admit", cast.rani.nip).exit_code == 0
    assert sign_in(app.test_client(), cast.rani).status_code == 302


@SQLITE
def test_a_reason_is_needed_to_bar_somebody(lms: Lms, cast: Cast) -> None:
    assert lms("people", "bar", cast.rani.nip).exit_code == 2
    assert lms("people", "bar", cast.rani.nip, "--reason", " ").exit_code == 1


def test_sessions_are_listed_and_ended(lms: Lms, cast: Cast, app: Flask) -> None:
    browser = app.test_client()
    browser.environ_base["HTTP_USER_AGENT"] = "Firefox\n\x1b[2J on Linux"
    sign_in(browser, cast.rani)
    listed = lms("people", "sessions", cast.rani.nip)
    assert "127.0.0.1" in listed.stdout
    assert "\x1b" not in listed.stdout
    assert browser.get("/account").status_code == 200
    assert lms("people", "sessions", cast.rani.nip, "--end").exit_code == 0
    assert browser.get("/account").location.startswith("/sign-in")
    assert lms("people", "sessions", cast.rani.nip).stdout == ""


def test_a_person_is_shown_with_places_roles_and_state(lms: Lms, cast: Cast) -> None:
    shown = lms("people", "show", cast.yusuf.nip).stdout.splitlines()
    assert shown == [
        "Yusuf Effendi  1975•••••003  pns  aktif",
        "2020-01-01..  Pelaksana, Dinas Komunikasi dan Informatika (III/a)",
        "2020-01-01..  unit_head, Dinas Komunikasi dan Informatika",
        "Sesi terbuka: 0",
    ]
    assert cast.yusuf.nip in lms("people", "show", cast.yusuf.nip, "--full-nip").stdout


@SQLITE
@pytest.mark.parametrize(
    "command",
    [("revoke", "trainer"), ("bar", "--reason", "x"), ("admit",), ("sessions",), ("show",)],
)
def test_who_is_not_registered_is_told_so(lms: Lms, cast: Cast, command: tuple[str, ...]) -> None:
    done = lms("people", command[0], "198903032014022003", *command[1:])
    assert isinstance(done.exception, NotFound)
