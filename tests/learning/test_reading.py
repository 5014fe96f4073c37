"""A lesson is done when the person says so, and not before a third of its stated time."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions, queries
from lms.learning.actions import module_done
from lms.learning.models import Enrolment, Progress
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # eight in the morning in Jambi
SATU = 3 * 60 // 3  # seconds; a third of the first lesson's three minutes


@pytest.fixture
def rani(browser: Browser, cast: Cast, lessons: str) -> Browser:
    """Rani at her browser at eight, enrolled, with the first lesson open."""
    with clock.at(EIGHT):
        sign_in(browser, cast.rani)
        enrolled = browser.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
        assert browser.get(enrolled.location).status_code == 200
    return browser


def finish(browser: Browser, lessons: str, slug: str, seconds: float) -> tuple[int, str]:
    """Press the button so many seconds after eight; answers the status and where it led."""
    form = token(browser)
    with clock.at(EIGHT + timedelta(seconds=seconds)):
        answered = browser.post(f"/courses/{lessons}/{slug}/reading", data=form)
    return answered.status_code, answered.location or answered.text


def token(browser: Browser) -> dict[str, str]:
    with clock.at(EIGHT):
        page = browser.get("/account").text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}


def progress(someone: Someone) -> dict[str, Progress]:
    wanted = select(Progress).join(Enrolment).where(Enrolment.person_id == someone.id)
    return {each.module_slug: each for each in db.session.scalars(wanted)}


def test_opening_a_lesson_is_noted_once(rani: Browser, cast: Cast, lessons: str) -> None:
    with clock.at(EIGHT + timedelta(minutes=2)), statements() as asked:
        rani.get(f"/courses/{lessons}/satu")
    assert not [each for each in asked if each.startswith(("INSERT", "UPDATE"))]
    kept = progress(cast.rani)
    assert list(kept) == ["satu"]
    assert (kept["satu"].opened_at, kept["satu"].done_at) == (EIGHT, None)


def test_going_to_another_lesson_and_back_keeps_the_first_moment(
    rani: Browser, cast: Cast, lessons: str
) -> None:
    with clock.at(EIGHT + timedelta(minutes=1)):
        rani.get(f"/courses/{lessons}/dua")
    with clock.at(EIGHT + timedelta(minutes=2)):
        rani.get(f"/courses/{lessons}/satu")
    opened = {slug: each.opened_at for slug, each in progress(cast.rani).items()}
    assert opened == {"satu": EIGHT, "dua": EIGHT + timedelta(minutes=1)}


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, "1 menit"), (30, "30 detik"), (SATU - 0.5, "1 detik")]
)
@ONE_ENGINE
def test_before_a_third_of_the_time_it_is_refused_with_what_is_left(
    rani: Browser, cast: Cast, lessons: str, seconds: float, left: str
) -> None:
    status, page = finish(rani, lessons, "satu", seconds)
    assert status == 409
    assert f"dapat ditandai selesai {left} lagi" in page
    assert "sepertiga dari waktu baca" in page
    assert 'class="prose"' in page, "the lesson is still there to be read"
    end = page.split('class="lesson-end"')[1].split("</form>")[0]
    assert 'tabindex="-1" autofocus' in end, "at the button that was pressed, not at the top"
    assert f"dapat ditandai selesai {left} lagi" in end
    assert progress(cast.rani)["satu"].done_at is None


def test_after_a_third_it_is_done_and_the_next_one_opens(
    rani: Browser, cast: Cast, lessons: str
) -> None:
    assert finish(rani, lessons, "satu", SATU) == (302, f"/courses/{lessons}/dua")
    assert progress(cast.rani)["satu"].done_at == EIGHT + timedelta(seconds=SATU)


def test_what_is_done_stays_done(rani: Browser, cast: Cast, lessons: str) -> None:
    finish(rani, lessons, "satu", SATU)
    told: list[int] = []

    def hear(enrolment: Enrolment) -> None:
        told.append(enrolment.id)

    module_done.connect(hear)
    assert finish(rani, lessons, "satu", SATU + 99)[0] == 302
    with transaction():
        enrolment_id = progress(cast.rani)["satu"].enrolment_id
        actions.record_progress(enrolment_id, "satu", done=False)
        actions.record_progress(enrolment_id, "satu", done=True)
    assert progress(cast.rani)["satu"].done_at == EIGHT + timedelta(seconds=SATU)
    assert told == [], "told once, when it became done"
    module_done.disconnect(hear)


def test_the_page_says_how_long_and_no_longer_asks_when_done(
    rani: Browser, cast: Cast, lessons: str
) -> None:
    with clock.at(EIGHT):
        page = rani.get(f"/courses/{lessons}/satu").text
        assert "paling sedikit 1 menit" in page
    finish(rani, lessons, "satu", SATU)
    with clock.at(EIGHT + timedelta(seconds=SATU)):
        page = rani.get(f"/courses/{lessons}/satu").text
    assert "Tandai selesai dibaca" not in page
    assert "Selesai:" in page


@ONE_ENGINE
def test_a_lesson_that_was_never_opened_is_not_read(
    rani: Browser, cast: Cast, lessons: str
) -> None:
    status, page = finish(rani, lessons, "tiga", 24 * 3600)
    assert status == 409
    assert "3 menit lagi" in page
    assert "tiga" not in progress(cast.rani)


@ONE_ENGINE
def test_a_clock_turned_back_shortens_nothing(rani: Browser, cast: Cast, lessons: str) -> None:
    status, page = finish(rani, lessons, "satu", -3600)
    assert status == 409
    assert "1 menit lagi" in page


@ONE_ENGINE
def test_only_lessons_are_read_and_only_ones_own(
    app: Flask, rani: Browser, cast: Cast, course: str, lessons: str
) -> None:
    assert finish(rani, lessons, "bukan-modul", SATU)[0] == 404
    rani.submit(f"/courses/{course}", to=f"/courses/{course}/enrolment")
    assert finish(rani, course, "kuis", SATU)[0] == 404
    dedi = app.test_client()
    assert isinstance(dedi, Browser)
    sign_in(dedi, cast.dedi)
    status, page = finish(dedi, lessons, "satu", SATU)
    assert status == 403
    assert "Daftar dulu di kursus ini" in page
    assert dedi.get(f"/courses/{lessons}/satu").location == f"/courses/{lessons}"
    assert "notice-done" not in dedi.get(f"/courses/{lessons}").text, "a refusal has no tick"


@ONE_ENGINE
def test_reading_from_another_site_is_refused(rani: Browser, cast: Cast, lessons: str) -> None:
    with clock.at(EIGHT + timedelta(seconds=SATU)):
        assert rani.post(f"/courses/{lessons}/satu/reading").status_code == 400
    assert progress(cast.rani)["satu"].done_at is None


@ONE_ENGINE
def test_after_completion_a_lesson_is_read_but_not_marked(
    rani: Browser, cast: Cast, lessons: str
) -> None:
    with transaction():
        found = db.session.scalars(select(Enrolment)).one()
        actions.complete(found)
    with clock.at(EIGHT + timedelta(seconds=SATU)):
        page = rani.get(f"/courses/{lessons}/dua")
        assert page.status_code == 200
        assert "Tandai selesai dibaca" not in page.text
    assert finish(rani, lessons, "satu", SATU)[0] == 403


@ONE_ENGINE
def test_rani_can_read_and_finish_without_any_script(
    rani: Browser, cast: Cast, lessons: str
) -> None:
    moment = EIGHT
    for slug, minutes in (("satu", 3), ("dua", 6)):
        with clock.at(moment):
            rani.get(f"/courses/{lessons}/{slug}")
        moment += timedelta(minutes=minutes)
        with clock.at(moment):
            path = f"/courses/{lessons}/{slug}"
            assert rani.submit(path, to=f"{path}/reading").status_code == 302
    assert queries.visit(lessons, cast.rani.id).done == 2
