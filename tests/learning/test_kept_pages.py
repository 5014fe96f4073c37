"""Lessons are kept as whole pages: each reader must still get their own, and nobody else's."""

import gzip
import itertools
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_login import current_user

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.catalog import actions as catalog
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.identity import queries as identity
from lms.learning import actions, queries
from lms.web import kept
from readings import SLUG, publish_lessons
from readings import lesson as file_of

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PAGE = f"/courses/{SLUG}/dua"
HOSTILE = {
    "rani": "Rani <b>&amp;</b> \"'Anggraini",
    "dedi": "\ue000token\ue001 \ue000name\ue001 Dedi",
    "nurul": "Nurul %(name)s {{ 7 * 7 }} \ue000",
    "yusuf": "\u202eYusuf Żółć",
}


@pytest.fixture
def readers(app: Flask, cast: Cast, lessons: str) -> dict[str, Browser]:
    """Four of the province and one of the city, enrolled, some further than others."""
    with transaction():
        catalog.share(courses.course(lessons), cast.city)
        for key, name in HOSTILE.items():
            identity.person(cast.people[key].id).name = name
    browsers = {}
    for number, key in enumerate([*HOSTILE, "lestari"]):
        began = EIGHT - timedelta(seconds=3 * number)
        browsers[key] = _reader(app, cast.people[key], lessons, done=number % 2, began=began)
    return browsers


def _reader(
    app: Flask, someone: Someone, lessons: str, done: int, began: datetime = EIGHT
) -> Browser:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    with clock.at(began):
        sign_in(browser, someone)
        browser.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
        browser.get(f"/courses/{lessons}/satu")  # takes the greeting away
        browser.get(PAGE)
        with transaction():
            held = queries.visit(lessons, someone.id).enrolment_id or 0
            for slug in ("satu", "tiga")[:done]:
                actions.record_progress(held, slug, done=True)
    return browser


def plainly(monkeypatch: pytest.MonkeyPatch, get: Callable[[], str]) -> str:
    """What the page is when nothing is kept."""

    def make(_: object, make: Callable[..., str], __: object) -> str:
        return make(current_user)

    with monkeypatch.context() as patched:
        patched.setattr(kept, "page", make)
        return get()


def got(browser: Browser, **headers: str) -> str:
    return browser.get(PAGE, headers=headers).text


def token_of(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found
    return found[1]


@ONE_ENGINE
def test_each_reader_gets_the_page_as_it_would_be_made_for_them(
    readers: dict[str, Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = itertools.product(["id", "en"], ["", "light", "dark", "pink"], ["", "on"])
    for language, theme, save_data in looks:
        for seconds in (0, 7, 100, 119, 120):
            with clock.at(EIGHT + timedelta(seconds=seconds)):
                for key, browser in readers.items():
                    browser.set_cookie("language", language)
                    browser.set_cookie("theme", theme)
                    headers = {"Save-Data": save_data} if save_data else {}
                    own = plainly(monkeypatch, lambda b=browser, h=headers: got(b, **h))  # type: ignore[misc]
                    for _ in range(2):  # made, then taken from the shelf
                        assert got(browser, **headers) == own, (key, language, theme, seconds)


@ONE_ENGINE
def test_a_packed_page_unpacks_to_the_same(
    readers: dict[str, Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(EIGHT + timedelta(minutes=5)):
        for browser in readers.values():
            own = plainly(monkeypatch, lambda b=browser: got(b))  # type: ignore[misc]
            for _ in range(2):
                answered = browser.get(PAGE, headers={"Accept-Encoding": "gzip"})
                assert answered.headers["Content-Encoding"] == "gzip"
                assert "Accept-Encoding" in answered.headers["Vary"]
                assert gzip.decompress(answered.data).decode() == own


@ONE_ENGINE
def test_nobody_sees_the_name_initials_or_token_of_another(readers: dict[str, Browser]) -> None:
    with clock.at(EIGHT + timedelta(minutes=5)):
        pages = {key: [got(browser) for _ in range(3)] for key, browser in readers.items()}
    tokens = {key: token_of(page[0]) for key, page in pages.items()}
    assert len(set(tokens.values())) == len(readers)
    words = {"rani": "Anggraini", "nurul": "7 * 7", "yusuf": "Żółć", "lestari": "Lestari Handayani"}
    for key, page in ((key, page) for key, each in pages.items() for page in each):
        assert page.count(tokens[key]) >= 2, "the head and the form"
        for other in readers.keys() - {key}:
            assert tokens[other] not in page
            assert words.get(other, "\ue000token\ue001 ") not in page
    assert "Rani &lt;b&gt;&amp;amp;&lt;/b&gt;" in pages["rani"][1]
    assert "\ue000token\ue001 \ue000name\ue001 Dedi" in pages["dedi"][1], "a name is only a name"
    assert "Pemerintah Kota Jambi" in pages["lestari"][1]
    assert "Pemerintah Kota Jambi" not in pages["rani"][1]
    assert 'href="/desk"' in pages["yusuf"][1]
    assert 'href="/desk"' not in pages["rani"][1]


@ONE_ENGINE
def test_no_page_of_people_is_kept_by_anything_between(readers: dict[str, Browser]) -> None:
    headers = readers["rani"].get(PAGE).headers
    assert "private" in headers["Cache-Control"] or "no-store" in headers["Cache-Control"]
    assert "public" not in headers["Cache-Control"]
    assert "ETag" not in headers


@ONE_ENGINE
def test_what_an_author_writes_is_no_hole(
    app: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tricks = "Awal \ue000token\ue001 \ue000name\ue001 \ue000foo\ue001 \ue000initials\ue001 akhir."
    publish_lessons(tmp_path / "content", cast.province, satu=3, dua=file_of("Dua", 6, text=tricks))
    rani = _reader(app, cast.rani, SLUG, done=0)
    own = plainly(monkeypatch, lambda: got(rani))
    for _ in range(2):
        page = got(rani)
        assert page == own
        assert page.count(token_of(page)) == own.count(token_of(own))
