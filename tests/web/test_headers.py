"""Every answer carries its headers, whoever made it and however it ended."""

import pytest
from flask import Flask

from browser import Browser
from cast import PASSWORD, Cast, sign_in
from lms.web.assets import asset

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)

ANSWERS = {
    "/sign-in": 200,
    "/": 302,
    "/nowhere": 404,
    "/test/not-allowed": 403,
    "/test/broken": 500,
    "/test/busy": 503,
    "/test/streamed": 200,
    "/api/test/not-found": 404,
    "/healthz": 200,
}
PROMISED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_has_them(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == ANSWERS[address]
    assert {name: answer.headers.get(name) for name in PROMISED} == PROMISED
    assert len(answer.headers.getlist("Content-Security-Policy")) == 1
    assert answer.headers["X-Request-ID"]


def test_a_refused_form_and_a_wrong_method_have_them_too(browser: Browser) -> None:
    for answer in (browser.post("/sign-in"), browser.put("/sign-in")):
        assert answer.status_code in {400, 405}
        assert {name: answer.headers.get(name) for name in PROMISED} == PROMISED
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_in_that_is_not_ours(browser: Browser) -> None:
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in browser.get("/sign-in").headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert set(policy.values()) == {"'none'", "'self'"}
    assert policy["form-action"] == "'self'"


def test_a_page_is_kept_by_no_browser_and_an_asset_for_ever(app: Flask, browser: Browser) -> None:
    assert browser.get("/sign-in").headers["Cache-Control"] == "no-store"
    kept = browser.get(str(asset("css/site.css")))
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_no_answer_says_how_the_server_is_made(browser: Browser) -> None:
    for address in ("/sign-in", "/test/broken"):
        answer = browser.get(address)
        told = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
        assert not [word for word in ("Werkzeug", "Flask", "Python") if word in told + answer.text]


def test_by_http_nothing_is_promised_of_https(browser: Browser) -> None:
    assert "Strict-Transport-Security" not in browser.get("/sign-in").headers


def test_the_session_is_kept_from_scripts_and_other_sites(cast: Cast, browser: Browser) -> None:
    cookies = sign_in(browser, cast.rani, PASSWORD).headers.getlist("Set-Cookie")
    session = next(each for each in cookies if each.startswith("session="))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "Secure" not in session
