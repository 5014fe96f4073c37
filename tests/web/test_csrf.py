"""No form of another site is obeyed, and none of ours that is out of date."""

import re
from uuid import UUID

import pytest
from flask import Flask

from browser import Browser
from cast import Cast, sign_in
from lms.foundation.database import db
from lms.web.problems import FOR_PROGRAMS

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Every unsafe way in, with something in each place of the address."""
    return [
        (method, re.sub(r"<(?:(uuid):|\w+:)?\w+>", _something, rule.rule))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & set(UNSAFE))
    ]


def _something(place: re.Match[str]) -> str:
    return str(UUID(int=1)) if place[1] else "1"


def test_no_way_in_is_left_without_a_token(app: Flask, cast: Cast, browser: Browser) -> None:
    sign_in(browser, cast.amin)
    ways = addresses(app)
    assert len(ways) > 5
    for method, address in ways:
        answer = browser.open(address, method=method, data={"name": "unasked"})
        # Under /api/v1 no cookie counts, so there is nothing for another site to use.
        refused = 401 if address.startswith(FOR_PROGRAMS) else 400
        assert answer.status_code == refused, f"{method} {address} answers {answer.status}"
        assert "dari situs lain" in answer.text or answer.is_json


@pytest.mark.parametrize("token", ["", "x", "IjEyMyI.aaaa.bbbb"])
def test_a_token_that_is_made_up_is_refused(browser: Browser, token: str) -> None:
    browser.get("/sign-in")
    answer = browser.post("/test/write", data={"name": "unasked", "csrf_token": token})
    assert answer.status_code == 400


def test_another_visitors_token_is_refused(app: Flask, browser: Browser) -> None:
    stolen = token_of(app.test_client())
    token_of(browser)
    answer = browser.post("/test/write", data={"name": "unasked", "csrf_token": stolen})
    assert answer.status_code == 400


def test_a_script_sends_it_in_a_header(browser: Browser) -> None:
    token = token_of(browser)
    answer = browser.post("/test/write", data={"name": "a"}, headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_a_token_in_a_header_is_good_in_its_own_session_alone(app: Flask, browser: Browser) -> None:
    mine, theirs = token_of(browser), app.test_client()
    headers = {"X-CSRFToken": mine}
    assert browser.post("/test/write", data={"name": "a"}, headers=headers).status_code == 200
    token_of(theirs)
    assert theirs.post("/test/write", data={"name": "b"}, headers=headers).status_code == 400
    assert app.test_client().post("/test/write", headers=headers).status_code == 400


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("https://localhost/kuis", 200),
        ("https://elsewhere.example/kuis", 400),
        ("http://localhost/kuis", 400),
        ("", 400),
    ],
)
def test_by_https_a_script_is_asked_where_it_comes_from(
    browser: Browser, page: str, status: int
) -> None:
    headers = {"X-CSRFToken": token_of(browser), "Referer": page}
    for name in ("first", "seen before"):
        answer = browser.post(
            "/test/write", data={"name": name}, headers=headers, base_url="https://localhost"
        )
        assert answer.status_code == status


def test_a_token_seen_before_signing_in_is_not_good_after_it(
    app: Flask, cast: Cast, browser: Browser
) -> None:
    before = token_of(browser)
    sign_in(browser, cast.rani)
    answer = browser.post("/test/write", data={"name": "unasked", "csrf_token": before})
    assert answer.status_code == 400
    db.session.remove()


def token_of(browser: Browser) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/sign-in").text)
    assert found
    return found[1]
