"""A kept page moves on with its reader and its course."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

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


def got(browser: Browser, **headers: str) -> str:
    return browser.get(PAGE, headers=headers).text


@ONE_ENGINE
def test_a_message_for_one_reader_is_shown_once_and_to_nobody_else(
    app: Flask, cast: Cast, lessons: str
) -> None:
    rani = app.test_client()
    assert isinstance(rani, Browser)
    with clock.at(EIGHT):
        sign_in(rani, cast.rani)
        rani.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
        assert "Anda terdaftar" in got(rani)
        assert "Anda terdaftar" not in got(rani)
        dedi = _reader(app, cast.dedi, lessons, done=0)
        assert "Anda terdaftar" not in got(dedi)


@ONE_ENGINE
def test_the_page_moves_on_with_its_reader(readers: dict[str, Browser], cast: Cast) -> None:
    rani = readers["rani"]
    with clock.at(EIGHT + timedelta(minutes=6)):
        before = got(rani)
        assert "0 dari 3 syarat" in before
        rani.submit(PAGE, to=f"{PAGE}/reading")
        after = got(rani)
    assert "1 dari 3 syarat" in after
    assert "Tandai selesai dibaca" not in after


@ONE_ENGINE
def test_a_new_revision_is_another_page(
    readers: dict[str, Browser], cast: Cast, tmp_path: Path
) -> None:
    got(readers["rani"])
    publish_lessons(
        tmp_path / "content", cast.province, satu=3, dua=file_of("Judul baru", 6), tiga=9
    )
    page = got(readers["rani"])
    assert "Judul baru" in page
    assert "Revisi 2" in page


@ONE_ENGINE
def test_the_shelf_has_an_end(readers: dict[str, Browser], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    for seconds in range(0, 120, 10):
        with clock.at(EIGHT + timedelta(seconds=seconds)):
            for browser in readers.values():
                got(browser)
    assert len(kept._shelf) <= 3  # noqa: SLF001  that is the promise
