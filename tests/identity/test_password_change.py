"""A new password at one's own account, and what makes a good one."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from browser import Browser
from cast import PASSWORD, Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.errors import Invalid
from lms.identity import passwords

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = "perahu di batanghari"
POOR = {
    "short": "sandi 123",
    "one letter": "a" * 12,
    "the NIP": "199104122015032004",
    "the birthday": "lahir 12-04-1991",
    "the birthday in the number": "1991 04 12",
    "endless": "sandi " * 40,
}


def is_let_in(app: Flask, someone: Someone, password: str) -> bool:
    return sign_in(app.test_client(), someone, password).status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    phone = app.test_client()
    sign_in(phone, cast.rani)
    sign_in(browser, cast.rani)
    done = browser.submit("/account", present=PASSWORD, password=NEW)
    assert done.location == "/account"
    assert "Sesi di perangkat lain sudah diakhiri" in browser.get("/account").text
    assert phone.get("/account").location.startswith("/sign-in")
    assert is_let_in(app, cast.rani, NEW)
    assert not is_let_in(app, cast.rani, PASSWORD)


@ONE_ENGINE
def test_changing_the_password_asks_for_the_present_one(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    refused = browser.submit("/account", present="bukan itu", password=NEW)
    assert refused.status_code == 422
    assert "Kata sandi sekarang tidak cocok" in refused.text
    assert is_let_in(app, cast.rani, PASSWORD)


@ONE_ENGINE
def test_guessing_the_present_password_is_slowed_too(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    with clock.at(clock.now()):
        for _ in range(5):
            browser.submit("/account", present="tebakan", password=NEW)
        refused = browser.submit("/account", present=PASSWORD, password=NEW)
    assert "Tunggu 1 detik" in refused.text


@ONE_ENGINE
def test_a_poor_password_is_refused_with_its_reason(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    for case, password in POOR.items():
        page = browser.submit("/account", present=PASSWORD, password=password)
        assert page.status_code == 422, case
        assert 'aria-invalid="true"' in page.text, case


@given(st.text(max_size=210), st.text("0123456789", min_size=18, max_size=18))
def test_a_password_is_good_or_refused_with_a_sentence(password: str, number: str) -> None:
    sentence = refusal(password, number)
    sound = passwords.SHORTEST <= len(password) <= passwords.LONGEST and password not in number
    assert sentence.endswith(".") if sentence else sound


def refusal(password: str, number: str) -> str:
    try:
        passwords.ensure_good(password, number)
    except Invalid as refused:
        return str(refused.fields["password"])
    return ""


def test_a_password_fits_only_itself() -> None:
    kept = passwords.hashed("sandi é \x00 panjang")
    assert passwords.fits("sandi é \x00 panjang", kept)
    assert not passwords.fits("sandi é ", kept)
    assert not passwords.fits("x", "no hash at all")
    assert not passwords.fits("an unknown person takes as long as a known one", None)
