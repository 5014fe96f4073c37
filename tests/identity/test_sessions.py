"""A session and its cookie: how long they last, and where they travel."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, sign_in
from databases import settings_for
from lms.app import create_app
from lms.foundation import clock
from lms.foundation.database import db
from lms.identity.models import SignIn

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@ONE_ENGINE
def test_a_cookie_kept_from_before_signing_out_opens_nothing(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    sign_in(browser, cast.rani)
    kept = browser.get_cookie("session")
    assert kept
    browser.submit("/account", to="/sign-out")
    thief = app.test_client()
    thief.set_cookie("session", kept.value)
    assert thief.get("/account").location.startswith("/sign-in")


@ONE_ENGINE
def test_a_form_seen_before_signing_in_is_not_valid_after_it(browser: Browser, cast: Cast) -> None:
    before = _token(browser, "/sign-in")
    sign_in(browser, cast.rani)
    assert browser.post("/sign-out", data={"csrf_token": before}).status_code == 400
    assert browser.get("/account").status_code == 200


def _token(browser: Browser, path: str) -> str:
    return browser.get(path).text.split('name="csrf_token" value="')[1].split('"')[0]


def test_a_session_ends_after_two_weeks(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    began = clock.now()
    with clock.at(began + timedelta(days=13, hours=23)):
        assert browser.get("/account").status_code == 200
    with clock.at(began + timedelta(days=14, minutes=1)):
        assert browser.get("/account").location.startswith("/sign-in")


def test_the_last_use_of_a_session_is_kept_by_ten_minutes(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    began = db.session.scalars(select(SignIn.seen_at)).one()
    for minutes, kept in ((9, 0), (11, 11), (15, 11)):
        with clock.at(began + timedelta(minutes=minutes)):
            browser.get("/help")
            browser.get("/account")
        seen = db.session.scalars(select(SignIn.seen_at)).one()
        assert seen == began + timedelta(minutes=kept)


@ONE_ENGINE
def test_the_session_cookie_is_kept_from_scripts_and_other_sites(
    browser: Browser, cast: Cast
) -> None:
    cookies = sign_in(browser, cast.rani).headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
    session = next(cookie for cookie in cookies if cookie.startswith("session="))
    assert "Expires" not in session, "it goes with the browser"
    assert cast.rani.nip not in "".join(cookies)


@ONE_ENGINE
def test_behind_https_cookies_travel_only_there(
    app: Flask, cast: Cast, engine_url: str, tmp_path: object
) -> None:
    settings = settings_for(engine_url, app.config["SETTINGS"].home)
    secure = create_app(settings.model_copy(update={"base_url": "https://belajar.contoh.go.id"}))
    secure.test_client_class = Browser
    browser = secure.test_client()
    browser.environ_base |= {"wsgi.url_scheme": "https", "HTTP_REFERER": "https://localhost/"}
    cookies = sign_in(browser, cast.rani).headers.getlist("Set-Cookie")
    assert any(cookie.startswith("__Host-session=") for cookie in cookies)
    assert all("Secure" in cookie for cookie in cookies)
