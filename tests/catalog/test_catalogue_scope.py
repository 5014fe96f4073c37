"""Nobody's catalogue lists more than their agency owns or was given."""

from pathlib import Path

import pytest
from flask import Flask

from browser import Browser
from cast import Cast, sign_in
from catalogues import add, found
from lms.catalog import actions, queries
from lms.catalog.queries import Wish
from lms.foundation.database import transaction
from readings import publish_lessons

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def lessons(cast: Cast, tmp_path: Path) -> str:
    """One course with something to read in it, so that the others can borrow its revision."""
    return publish_lessons(tmp_path / "content", cast.province)


@pytest.fixture
def rani(browser: Browser, cast: Cast, lessons: str) -> Browser:
    sign_in(browser, cast.rani)
    return browser


def test_only_what_the_agency_owns_or_was_given_is_listed(
    app: Flask, rani: Browser, cast: Cast, lessons: str
) -> None:
    add(cast, "Milik Kota", agency_id=cast.city)
    add(cast, "Diarsipkan")
    add(cast, "Belum Terbit", revision_id=None)
    with transaction():
        actions.archive(queries.course("diarsipkan"))
    assert found(rani) == ["Membaca Bersama"]
    lestari = app.test_client()
    assert isinstance(lestari, Browser)
    sign_in(lestari, cast.lestari)
    assert found(lestari) == ["Milik Kota"]
    with transaction():
        actions.share(queries.course(lessons), cast.city)
    assert found(lestari) == ["Membaca Bersama", "Milik Kota"]
    assert queries.catalogue(cast.city, Wish()).found.counts.theme == {"": 2, "digital": 2}


@ONE_ENGINE
def test_an_agency_without_courses_is_told_so(app: Flask, cast: Cast) -> None:
    sign_in(browser := app.test_client(), cast.lestari)
    page = browser.get("/courses").text
    assert "Kursus untuk instansi Anda muncul di sini" in page


@ONE_ENGINE
def test_ones_own_courses_are_marked(rani: Browser, cast: Cast, lessons: str) -> None:
    assert "Sedang diikuti" not in rani.get("/courses").text
    rani.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
    assert "Sedang diikuti" in rani.get("/courses").text


@ONE_ENGINE
def test_the_catalogue_is_for_those_who_are_signed_in(browser: Browser, cast: Cast) -> None:
    assert browser.get("/courses").location == "/sign-in?next=/courses"
