"""An error is a page that says what happened, whether anything is lost, and what to do now."""

import logging
import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from browser import Browser
from cast import Cast, sign_in
from lms.foundation.database import db
from lms.foundation.marks import SiteMark
from pages import read

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
REFUSALS = {
    "not-found": 404,
    "gone": 410,
    "not-allowed": 403,
    "conflict": 409,
    "invalid": 422,
    "broken": 500,
    "busy": 503,
    "driver-busy": 503,
}


@SQLITE
@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("known", [False, True])
def test_each_is_a_well_made_page_with_a_way_on(
    cast: Cast, browser: Browser, name: str, known: bool
) -> None:
    if known:
        sign_in(browser, cast.rani)
    answer = browser.get(f"/test/{name}")
    assert answer.status_code == REFUSALS[name]
    page = read(answer.text)
    main = page.all("main")[0]
    assert [link for link in page.all("a") if _inside(link, main)]


def _inside(element: object, outer: object) -> bool:
    while element is not None and element is not outer:
        element = getattr(element, "above", None)
    return element is outer


@SQLITE
@pytest.mark.parametrize("name", REFUSALS)
def test_to_a_script_it_is_a_problem_in_json(browser: Browser, name: str) -> None:
    answer = browser.get(f"/api/test/{name}")
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == answer.status_code == REFUSALS[name]
    assert answer.json["title"]
    assert answer.json["detail"]


@SQLITE
def test_the_sentence_of_a_refusal_is_shown(browser: Browser) -> None:
    assert "Mintalah kepada kepala bidang." in browser.get("/test/not-allowed").text


@SQLITE
def test_an_unforeseen_error_has_a_code_that_the_log_has_too(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    answer = browser.get("/test/broken?nip=199104122015032004")
    shown = re.search(r"<code>(\w+)</code>", answer.text)
    assert shown
    assert shown[1] == answer.headers["X-Request-ID"]
    assert shown[1] in caplog.text
    assert "the secret of Rani" in caplog.text  # the operator must find the cause
    assert "the secret of Rani" not in answer.text
    assert "199104122015032004" not in caplog.text


@SQLITE
def test_an_unknown_address_and_a_wrong_method_are_pages_too(browser: Browser) -> None:
    assert browser.get("/tidak/ada").status_code == 404
    assert browser.open("/healthz", method="PROPFIND").status_code in {400, 405}


@SQLITE
def test_who_has_a_desk_is_led_back_to_it_and_others_to_the_courses(cast: Cast, app: Flask) -> None:
    ways = {}
    for someone in (cast.wati, cast.rani):
        sign_in(browser := app.test_client(), someone)
        main = browser.get("/tidak-ada").text.split("<main")[1].split("</main>")[0]
        ways[someone.id] = re.findall(r'href="(/[a-z]*)"', main)
    assert ways == {cast.wati.id: ["/", "/desk"], cast.rani.id: ["/", "/courses"]}


def test_after_an_ended_session_signing_in_leads_back_to_the_form(browser: Browser) -> None:
    token = re.search(r'name="csrf-token" content="([^"]+)"', browser.get("/sign-in").text)
    assert token
    for came, leads in (
        ("http://localhost/courses/spbe", "/sign-in?next=/courses/spbe"),
        ("https://jahat.example/courses/spbe", "/sign-in"),
    ):
        headers = {"Referer": came, "X-CSRFToken": token[1]}
        answer = browser.post("/courses/spbe/enrolment", headers=headers)
        assert answer.status_code == 401
        assert f'href="{leads}">Masuk' in answer.text


@SQLITE
def test_what_was_typed_is_shown_again_but_no_password(cast: Cast, browser: Browser) -> None:
    sign_in(browser, cast.rani)
    typed = "Warga kami menunggu dua jam di loket."
    answer = browser.post("/test/write", data={"answer": typed, "password": "kata sandi saya lama"})
    assert answer.status_code == 400
    assert typed in answer.text
    assert "kata sandi saya lama" not in answer.text


@SQLITE
def test_the_password_that_one_has_is_not_shown_on_an_error_either(
    cast: Cast, browser: Browser
) -> None:
    sign_in(browser, cast.rani)
    typed = {"present": "kereta api batanghari lama", "password": "kereta api batanghari baru"}
    answer = browser.post("/account", data=typed)
    assert answer.status_code == 400, "a form that is out of date"
    assert "kereta api" not in answer.text


@SQLITE
def test_what_was_typed_cannot_become_markup(cast: Cast, browser: Browser) -> None:
    answer = browser.post("/test/write", data={"answer": "</textarea><script>x</script> dan lagi"})
    assert "<script>x" not in answer.text


@SQLITE
def test_a_request_too_large_is_refused_in_words(browser: Browser) -> None:
    answer = browser.post("/sign-in", data={"nip": "1" * (11 * 2**20)})
    assert answer.status_code == 413
    assert "10 MB" in answer.text


def written() -> set[str]:
    db.session.remove()
    return set(db.session.scalars(select(SiteMark.name)))


def send(browser: Browser, view: str = "write", **typed: str) -> int:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/sign-in").text)
    assert token
    return browser.post(f"/test/{view}", data=typed | {"csrf_token": token[1]}).status_code


@pytest.mark.parametrize("view", ["write", "write-late"])
def test_what_a_view_wrote_is_kept_when_it_succeeds(browser: Browser, view: str) -> None:
    assert send(browser, view, name="kept") == 200
    assert written() == {"kept"}


@pytest.mark.parametrize("status", ["400", "403", "404", "409", "422", "500", "503"])
def test_what_a_view_wrote_is_undone_when_it_refuses(browser: Browser, status: str) -> None:
    assert send(browser, name="undone", status=status) == int(status)
    assert written() == set()


def test_what_a_view_wrote_is_undone_when_it_shows_its_form_again(browser: Browser) -> None:
    assert send(browser, "refuse", name="undone") == 422
    assert written() == set()


def test_what_a_page_writes_while_it_is_looked_at_is_refused(browser: Browser) -> None:
    answer = browser.get("/test/write", data={"name": "unasked"})
    assert answer.status_code in {200, 500}
    assert written() == set()


def test_saved_is_never_said_when_the_commit_failed(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OperationalError("COMMIT", None, OSError("database or disk is full"))

    monkeypatch.setattr("lms.foundation.database.keep", full)
    assert send(browser, name="lost") == 503
    monkeypatch.undo()
    assert written() == set()
    assert send(browser, name="next") == 200


@SQLITE
def test_when_the_database_is_away_the_page_still_stands(
    app: Flask, cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking who is signed in is itself what fails."""
    sign_in(browser, cast.rani)

    def away(*_: object) -> None:
        raise OperationalError("SELECT", None, OSError("the server closed the connection"))

    monkeypatch.setattr("lms.identity.queries.visitor", away)
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "Tidak ada yang hilang" in answer.text


@SQLITE
def test_an_error_in_the_log_is_one_line_to_the_operator(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        browser.get("/test/busy")
    told = [each for each in caplog.records if each.name == "lms.web.errors"]
    assert len(told) == 1
    assert "\n" not in told[0].getMessage()
