"""Dated runs: their days, their places, and who gets the last one."""

from datetime import timedelta

import pytest
from flask import Flask

from browser import Browser
from cast import Cast, sign_in
from lms.catalog import queries as courses
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions, queries
from lms.learning.models import Run
from readings import publish_lessons

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
DAY = timedelta(days=1)


def run_of(slug: str, **facts: object) -> int:
    """A dated run of the course."""
    course = courses.course(slug)
    given = {
        "course_id": course.id,
        "agency_id": course.agency_id,
        "number": 7,
        "name": "Angkatan VII",
        "self_paced": False,
        "opens_on": clock.today(),
        **facts,
    }
    with transaction():
        run = Run(**given)
        db.session.add(run)
    return run.id


def choose(browser: Browser, slug: str, run_id: object) -> int:
    page = browser.get("/account").text
    form = {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0], "run": run_id}
    return browser.post(f"/courses/{slug}/enrolment", data=form).status_code


def test_a_dated_run_shows_its_days_organiser_and_places(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    run_of(
        lessons,
        places=2,
        partner="LAN Regional",
        cost=1500000,
        opens_on=clock.today(),
        closes_on=clock.today() + 10 * DAY,
    )
    sign_in(browser, cast.rani)
    page = browser.get(f"/courses/{lessons}").text
    assert "Angkatan VII" in page
    assert "Sisa 2 tempat" in page
    assert "LAN Regional" in page
    assert "Rp1.500.000 per orang" in page
    last = clock.today() + 9 * DAY
    assert f"sampai {last.day} " in page, "the last day on which it is open"


def test_a_place_is_taken_by_choosing_the_run(
    app: Flask, browser: Browser, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons, places=1)
    sign_in(browser, cast.rani)
    assert choose(browser, lessons, run_id) == 302
    held = queries.latest(courses.course(lessons).id, cast.rani.id)
    assert held
    assert held.run_id == run_id
    other = app.test_client()
    assert isinstance(other, Browser)
    sign_in(other, cast.dedi)
    page = other.get(f"/courses/{lessons}").text
    assert "Penuh" in page
    assert "Daftar: Angkatan VII" not in page
    assert "Masuk daftar tunggu: Angkatan VII" in page
    assert choose(other, lessons, run_id) == 302
    assert queries.latest(held.course_id, cast.dedi.id) is None, "there is no second place"
    assert choose(browser, lessons, run_id) == 302, "who is in stays in"


@ONE_ENGINE
def test_a_place_that_was_given_up_is_free_again(
    app: Flask, browser: Browser, cast: Cast, lessons: str
) -> None:
    run_id = run_of(lessons, places=1)
    sign_in(browser, cast.rani)
    choose(browser, lessons, run_id)
    browser.submit(f"/courses/{lessons}/withdrawal")
    other = app.test_client()
    assert isinstance(other, Browser)
    sign_in(other, cast.dedi)
    assert choose(other, lessons, run_id) == 302


@ONE_ENGINE
def test_a_run_that_is_over_or_to_come_takes_nobody(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    over = run_of(
        lessons, number=1, name="Angkatan lama", opens_on=clock.today() - 9 * DAY,
        closes_on=clock.today(),
    )  # fmt: skip
    to_come = run_of(lessons, number=2, name="Angkatan depan", opens_on=clock.today() + DAY)
    sign_in(browser, cast.rani)
    page = browser.get(f"/courses/{lessons}").text
    assert "Angkatan lama" not in page
    assert "Angkatan depan" in page
    assert "Pendaftaran dibuka" in page
    assert [choose(browser, lessons, each) for each in (over, to_come)] == [409, 409]


@ONE_ENGINE
@pytest.mark.parametrize("wanted", ["0", "-1", "99", "9" * 30, "satu", "1.5", "\x00"])
def test_a_run_that_is_none_of_this_course_is_refused_or_the_usual_one(
    browser: Browser, cast: Cast, lessons: str, wanted: str
) -> None:
    sign_in(browser, cast.rani)
    assert choose(browser, lessons, wanted) in {302, 409}


@ONE_ENGINE
def test_the_run_of_another_course_is_refused(
    browser: Browser, cast: Cast, lessons: str, tmp_path: object
) -> None:
    other = publish_lessons(browser.application.config["SETTINGS"].home / "b", cast.province, "b")
    run_id = run_of(other)
    sign_in(browser, cast.rani)
    assert choose(browser, lessons, run_id) == 409


@ONE_ENGINE
def test_where_the_self_paced_run_is_closed_one_is_told_so(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    with transaction():
        actions.open_default_run(courses.course(lessons)).closes_on = clock.today() + DAY
    with clock.at(clock.now() + 2 * DAY):
        sign_in(browser, cast.rani)
        assert "Pendaftaran kursus ini sudah ditutup" in browser.get(f"/courses/{lessons}").text
        assert choose(browser, lessons, "") == 409
        run_of(lessons, opens_on=clock.today())
        page = browser.get(f"/courses/{lessons}").text
        assert 'href="#angkatan"' in page
        assert "Daftar dan mulai" not in page


@ONE_ENGINE
def test_the_self_paced_run_makes_way_for_the_numbers_of_dated_ones(
    app: Flask, cast: Cast, lessons: str
) -> None:
    run_of(lessons, number=1)
    with transaction():
        assert actions.open_default_run(courses.course(lessons)).number == 2
