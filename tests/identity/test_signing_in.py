"""Coming in by NIP and password, and going out again."""

import pytest
from sqlalchemy import select

from browser import Browser
from cast import PASSWORD, Cast, sign_in
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.identity import actions, passwords, queries
from lms.identity.models import Person

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
UNKNOWN = "199001012015031009"


def test_rani_signs_in_and_out_by_the_form(browser: Browser, cast: Cast) -> None:
    inside = sign_in(browser, cast.rani)
    assert (inside.status_code, inside.location) == (302, "/")
    assert browser.get("/account").status_code == 200
    outside = browser.submit("/account", to="/sign-out")
    assert outside.location == "/sign-in"
    assert "Semua yang Anda kerjakan tersimpan" in browser.get("/sign-in").text
    assert browser.get("/account").location.startswith("/sign-in")


def test_signing_in_and_out_leaves_a_trail(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    browser.submit("/account", to="/sign-out")
    about_rani = AuditEntry.subject_id == str(cast.rani.id)
    verbs = db.session.scalars(select(AuditEntry.verb).where(about_rani).order_by(AuditEntry.id))
    assert verbs.all()[-2:] == ["signed-in", "signed-out"]


@ONE_ENGINE
def test_the_nip_may_be_typed_with_spaces(browser: Browser, cast: Cast) -> None:
    typed = f" {cast.rani.nip[:8]} {cast.rani.nip[8:14]} {cast.rani.nip[14]} {cast.rani.nip[15:]}"
    assert browser.submit("/sign-in", nip=typed, password=PASSWORD).status_code == 302


@ONE_ENGINE
def test_a_wrong_password_and_an_unknown_nip_are_answered_alike(
    browser: Browser, cast: Cast
) -> None:
    wrong = browser.submit("/sign-in", nip=cast.rani.nip, password="bukan ini")
    unknown = browser.submit("/sign-in", nip=UNKNOWN, password="bukan ini")
    assert wrong.status_code == unknown.status_code == 422
    assert "NIP dan kata sandi tidak cocok" in wrong.text
    assert _without_secrets(wrong.text, cast.rani.nip) == _without_secrets(unknown.text, UNKNOWN)
    assert "bukan ini" not in wrong.text


def _without_secrets(html: str, typed: str) -> list[str]:
    return [line for line in html.replace(typed, "…").splitlines() if "csrf" not in line]


@ONE_ENGINE
@pytest.mark.parametrize("who", ["known", "unknown", "without a password"])
def test_a_password_is_hashed_whoever_it_is_so_that_time_tells_nothing(
    browser: Browser, cast: Cast, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = None if who == "without a password" else passwords.hashed(PASSWORD)
    with transaction():
        queries.person(cast.rani.id).password_hash = kept
    checked: list[str] = []
    hasher = passwords._hasher  # noqa: SLF001  what costs the time

    class Counting:
        hash = hasher.hash

        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept)
            return hasher.verify(kept, password)

    passwords.fits("warm up", None)  # the stand-in's own hash is made once
    monkeypatch.setattr(passwords, "_hasher", Counting())
    number = UNKNOWN if who == "unknown" else cast.rani.nip
    assert browser.submit("/sign-in", nip=number, password="salah").status_code == 422
    assert len(checked) == 1
    assert checked[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$"), "at the same cost"


@ONE_ENGINE
def test_nobody_without_a_password_gets_in(browser: Browser, cast: Cast) -> None:
    with transaction():
        queries.person(cast.rani.id).password_hash = None
    for password in ("", " ", "None", "an unknown person takes as long as a known one"):
        assert browser.submit("/sign-in", nip=cast.rani.nip, password=password).status_code == 422


@ONE_ENGINE
def test_an_empty_form_says_which_fields_to_fill(browser: Browser, cast: Cast) -> None:
    page = browser.submit("/sign-in", nip="", password="")
    assert page.status_code == 422
    assert page.text.count("Isian ini wajib diisi.") == 2


@ONE_ENGINE
def test_a_form_from_another_site_signs_nobody_in(browser: Browser, cast: Cast) -> None:
    typed = {"nip": cast.rani.nip, "password": PASSWORD}
    forged = browser.post("/sign-in", data=typed)
    assert forged.status_code == 400
    assert "dikirim dari situs lain" in forged.text
    assert browser.get("/account").location.startswith("/sign-in")


def test_a_replaced_number_still_lets_its_person_in(browser: Browser, cast: Cast) -> None:
    with transaction():
        actions.replace_nip(queries.person(cast.dedi.id), UNKNOWN, "Pindah instansi", cast.siti.id)
    for number in (cast.dedi.nip, UNKNOWN):
        client = browser.application.test_client()
        assert client.submit("/sign-in", nip=number, password=PASSWORD).status_code == 302  # type: ignore[attr-defined]  # the test browser's own
        assert "Dedi Pranata" in client.get("/account").text


def test_a_number_leads_to_who_has_it_now_before_who_had_it(cast: Cast) -> None:
    with transaction():
        actions.replace_nip(queries.person(cast.dedi.id), UNKNOWN, "Salah ketik", None)
        other = db.session.get_one(Person, cast.rani.id)
        actions.replace_nip(other, cast.dedi.nip, "Salah ketik", None)
    assert queries.person_known_as(cast.dedi.nip) == db.session.get(Person, cast.rani.id)
    assert queries.person_known_as(cast.rani.nip) == db.session.get(Person, cast.rani.id)
    assert queries.person_known_as(UNKNOWN) == db.session.get(Person, cast.dedi.id)
    assert queries.person_known_as("0" * 18) is None
