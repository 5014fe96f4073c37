"""Where reading stopped: home and the course lead back there, from any device."""

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, sign_in
from lms.foundation.database import db, transaction
from lms.learning import actions
from lms.learning.models import Enrolment

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(browser: Browser, cast: Cast, lessons: str) -> Browser:
    """Rani at her browser, enrolled, with the second lesson open."""
    sign_in(browser, cast.rani)
    browser.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
    assert browser.get(f"/courses/{lessons}/dua").status_code == 200
    return browser


def put(browser: Browser, slug: str, module: str, body: object, token: str | None = None) -> int:
    """What the small script of the lesson does."""
    if token is None:
        page = browser.get("/account").text
        token = page.split('name="csrf-token" content="')[1].split('"')[0]
    headers = {"X-CSRFToken": token}
    return browser.put(f"/courses/{slug}/{module}/place", json=body, headers=headers).status_code


def place() -> tuple[str | None, str | None]:
    held = db.session.scalars(select(Enrolment)).one()
    return held.place_slug, held.place_anchor


def test_home_and_course_lead_to_the_heading_where_reading_stopped(
    app: Flask, rani: Browser, cast: Cast, lessons: str
) -> None:
    lesson = rani.get(f"/courses/{lessons}/dua").text
    assert 'id="b-bagian-kedua"' in lesson
    assert f'data-place-url="/courses/{lessons}/dua/place"' in lesson
    assert put(rani, lessons, "dua", {"place": "b-bagian-kedua"}) == 204
    assert place() == ("dua", "b-bagian-kedua")
    phone = app.test_client()
    sign_in(phone, cast.rani)
    there = f'href="/courses/{lessons}/dua#b-bagian-kedua"'
    assert there in phone.get("/").text
    assert there in phone.get(f"/courses/{lessons}").text


def test_without_scripts_the_module_is_remembered(rani: Browser, lessons: str) -> None:
    assert place() == ("dua", None)
    assert f'href="/courses/{lessons}/dua"' in rani.get("/").text


def test_another_module_is_another_place(rani: Browser, lessons: str) -> None:
    put(rani, lessons, "dua", {"place": "b-bagian-kedua"})
    rani.get(f"/courses/{lessons}/tiga")
    assert place() == ("tiga", None)
    put(rani, lessons, "tiga", {"place": "b-bagian-pertama"})
    rani.get(f"/courses/{lessons}/tiga")
    assert place() == ("tiga", "b-bagian-pertama"), "looking again forgets nothing"


def test_back_at_the_top_there_is_no_heading(rani: Browser, lessons: str) -> None:
    put(rani, lessons, "dua", {"place": "b-bagian-kedua"})
    assert put(rani, lessons, "dua", {"place": ""}) == 204
    assert place() == ("dua", None)


def test_what_is_read_to_the_end_is_no_place_to_go_on(rani: Browser, lessons: str) -> None:
    with transaction():
        held = db.session.scalars(select(Enrolment.id)).one()
        actions.record_progress(held, "dua", done=True)
    assert f'href="/courses/{lessons}/satu"' in rani.get("/").text
    assert f"/courses/{lessons}/dua#" not in rani.get(f"/courses/{lessons}").text


NONSENSE: list[object] = [
    *({"place": "b-"}, {"place": "kedua"}, {"place": "b-a b"}, {"place": "b-" + "x" * 201}),
    *({"place": '"><script>'}, {"place": "b-a\n"}, {"place": None}, {"place": 3}, {}),
    *([], ["b-bagian-kedua"], "b-bagian-kedua", 7, None),
]


@ONE_ENGINE
def test_a_nonsense_place_is_refused_and_nothing_kept(rani: Browser, lessons: str) -> None:
    for body in NONSENSE:
        assert put(rani, lessons, "dua", body) == 422, body
    assert place() == ("dua", None)


@ONE_ENGINE
def test_a_body_that_is_no_json_is_refused(rani: Browser, lessons: str) -> None:
    page = rani.get("/account").text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    for body in (b"", b"{", b"\xff", b"place=b-x"):
        answered = rani.put(
            f"/courses/{lessons}/dua/place",
            data=body,
            headers={"X-CSRFToken": token, "Content-Type": "application/json"},
        )
        assert answered.status_code == 422
        assert answered.content_type == "application/problem+json"


@ONE_ENGINE
def test_a_place_is_kept_for_oneself_and_from_our_own_pages_only(
    app: Flask, rani: Browser, cast: Cast, lessons: str
) -> None:
    body = {"place": "b-bagian-kedua"}
    assert put(rani, lessons, "dua", body, token="forged") == 400
    dedi = app.test_client()
    assert isinstance(dedi, Browser)
    sign_in(dedi, cast.dedi)
    assert put(dedi, lessons, "dua", body) == 403
    sign_in(lestari := app.test_client(), cast.lestari)
    assert isinstance(lestari, Browser)
    assert put(lestari, lessons, "dua", body) == 404
    assert put(rani, lessons, "bukan-modul", body) == 404
    assert put(app.test_client(), lessons, "dua", body, token="") in {400, 401}  # type: ignore[arg-type]  # it is one
    assert place() == ("dua", None)


@ONE_ENGINE
def test_a_place_nested_deeper_than_anything_is_refused_like_any_other_nonsense(
    rani: Browser, lessons: str
) -> None:
    token = rani.get("/account").text.split('name="csrf-token" content="')[1].split('"')[0]
    headers = {"X-CSRFToken": token, "Content-Type": "application/json"}
    for nested in ("[", '{"place":'):
        answer = rani.put(f"/courses/{lessons}/dua/place", data=nested * 100_000, headers=headers)
        assert answer.status_code == 422
        assert answer.json["detail"] == "Tempat membaca ini tidak dikenal."
