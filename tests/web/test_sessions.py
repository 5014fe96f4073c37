"""The session's cookie is read once and asked about each time; nothing else signs anybody in."""

from datetime import timedelta

import pytest
from flask import Flask, flash, session
from flask_login import encode_cookie
from itsdangerous import TimestampSigner

from browser import Browser
from cast import Cast, sign_in
from lms.web.access import public
from web.views import plain

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def cookie_of(browser: Browser) -> str:
    held = browser.get_cookie("session")
    assert held
    return held.value


def test_a_cookie_that_was_changed_opens_nothing(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    assert browser.get("/account").status_code == 200
    value = cookie_of(browser)
    for place in (0, len(value) // 2, -2):  # the last letter holds bits that mean nothing
        letters = list(value)
        letters[place] = "A" if letters[place] != "A" else "B"
        browser.set_cookie("session", "".join(letters))
        assert browser.get("/account").location.startswith("/sign-in")


def test_an_ended_session_is_over_though_its_cookie_was_read(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    thief = app.test_client()
    thief.set_cookie("session", cookie_of(browser))
    assert thief.get("/account").status_code == 200
    browser.submit("/account", to="/sign-out")
    assert thief.get("/account").location.startswith("/sign-in")


def test_a_cookie_grows_old_though_it_was_read(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(browser, cast.rani)
    assert browser.get("/account").status_code == 200
    later = TimestampSigner("any").get_timestamp() + app.permanent_session_lifetime.total_seconds()
    monkeypatch.setattr("lms.web.site.time.time", lambda: later + 2)
    assert browser.get("/account").location.startswith("/sign-in")


def test_another_key_reads_nothing(app: Flask, browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    value = cookie_of(browser)
    app.secret_key = "another key that is long enough for this"
    app.session_interface = type(app.session_interface)()
    stranger = app.test_client()
    stranger.set_cookie("session", value)
    assert stranger.get("/account").location.startswith("/sign-in")


def test_what_one_request_changes_is_not_seen_by_the_next_with_the_same_cookie(
    app: Flask, browser: Browser
) -> None:
    @public
    def tell() -> object:
        flash("kabar")
        session["list"].append(1) if "list" in session else session.update(list=[])
        return plain(str([session["list"], len(session["_flashes"])]))

    app.add_url_rule("/test/tell", "test.tell", tell)
    browser.get("/test/tell")
    value = cookie_of(browser)
    told = []
    for _ in range(3):
        browser.set_cookie("session", value)
        told.append(browser.get("/test/tell").text)
    assert told == ["[[1], 2]"] * 3


def test_a_page_of_ones_own_is_never_shown_to_another_by_a_cache(
    browser: Browser, cast: Cast
) -> None:
    sign_in(browser, cast.rani)
    answer = browser.get("/courses")
    assert "Cookie" in ", ".join(answer.headers.get_all("Vary")).split(", ")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_cookie_that_remembers_signs_nobody_in(app: Flask, browser: Browser, cast: Cast) -> None:
    """Flask-Login would take it; a session that can be ended is the only way in here."""
    sign_in(browser, cast.rani)
    with browser.session_transaction() as held:
        digest = held["_user_id"]
    stranger = app.test_client()
    stranger.set_cookie("remember_token", encode_cookie(digest))
    assert stranger.get("/account").location.startswith("/sign-in")


def test_a_session_lasts_about_a_month(app: Flask) -> None:
    assert app.permanent_session_lifetime == timedelta(days=31)
