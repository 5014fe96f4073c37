"""A course changes under its learners, and nobody loses what they did."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, sign_in
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import actions, queries
from lms.learning.models import Enrolment, EnrolmentState, Progress
from lms.records.queries import completions_of
from readings import SLUG, lesson, publish_lessons
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(browser: Browser, cast: Cast, lessons: str) -> Browser:
    """Rani at her browser, enrolled."""
    sign_in(browser, cast.rani)
    browser.submit(f"/courses/{lessons}", to=f"/courses/{lessons}/enrolment")
    return browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "content"


def done(*slugs: str) -> None:
    with transaction():
        held = db.session.scalars(select(Enrolment.id)).one()
        for slug in slugs:
            actions.record_progress(held, slug, done=True)


def standings(cast: Cast) -> dict[str, bool]:
    visit = queries.visit(SLUG, cast.rani.id)
    return {slug: visit.is_done(slug) for slug in visit.standings}


def token(browser: Browser) -> dict[str, str]:
    page = browser.get("/account").text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}


def test_progress_and_place_go_with_a_module_to_its_new_name(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    rani.get(f"/courses/{SLUG}/dua")
    done("dua")
    rani.get(f"/courses/{SLUG}/satu")
    before = queries.visit(SLUG, cast.rani.id).standings["satu"]
    publish_lessons(folder, cast.province, awal=lesson("Bacaan awal", 3, was="satu"), dua=6, tiga=9)
    visit = queries.visit(SLUG, cast.rani.id)
    assert visit.standings["awal"] == before, "the clock of reading goes on"
    assert (visit.place_slug, visit.done) == ("awal", 1)
    moved = rani.get(f"/courses/{SLUG}/satu")
    assert (moved.status_code, moved.location) == (301, f"/courses/{SLUG}/awal")
    assert f'href="/courses/{SLUG}/awal"' in rani.get("/").text
    publish_lessons(
        folder, cast.province, awal=lesson("Bacaan awal", 3, was="satu"),
        kedua=lesson("Bacaan kedua", 6, was="dua"), tiga=9,
    )  # fmt: skip
    assert standings(cast) == {"awal": False, "kedua": True}


def test_renamed_twice_the_oldest_address_still_leads_there(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    done("satu")
    publish_lessons(folder, cast.province, awal=lesson("Awal", 3, was="satu"), dua=6)
    publish_lessons(folder, cast.province, mula=lesson("Mula", 3, was="awal"), dua=6)
    for old in ("satu", "awal"):
        assert rani.get(f"/courses/{SLUG}/{old}").location == f"/courses/{SLUG}/mula"
    assert standings(cast) == {"mula": True}


@ONE_ENGINE
def test_a_was_line_that_stays_in_its_file_moves_nothing_a_second_time(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    done("satu", "dua")
    for minutes in (5, 6, 7):
        awal = lesson("Awal", 3, was="satu")
        publish_lessons(folder, cast.province, awal=awal, dua=minutes)
        assert standings(cast) == {"awal": True, "dua": True}


@ONE_ENGINE
def test_what_is_done_under_the_new_name_is_not_lost_to_the_old(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    publish_lessons(folder, cast.province, dua=6, tiga=9)
    done("dua")
    with transaction():
        held = db.session.scalars(select(Enrolment.id)).one()
        moment = clock.now()
        db.session.add_all(
            Progress(enrolment_id=held, module_slug=slug, opened_at=moment, done_at=end, detail={})
            for slug, end in (("satu", None), ("awal", moment))
        )
    publish_lessons(folder, cast.province, awal=lesson("Awal", 3, was="satu"), dua=6)
    assert standings(cast)["awal"]


def test_what_was_begun_under_the_old_name_is_recorded_under_the_new(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    form = token(rani)
    rani.get(f"/courses/{SLUG}/satu")
    publish_lessons(folder, cast.province, awal=lesson("Awal", 3, was="satu"), dua=6)
    done("satu")  # as an attempt does that was open while the course changed
    assert standings(cast) == {"awal": True}
    late = rani.post(f"/courses/{SLUG}/satu/reading", data=form)
    assert late.location == f"/courses/{SLUG}/dua", "the page that was open still works"


def test_a_removed_module_is_gone_with_a_way_on(
    rani: Browser, app: Flask, cast: Cast, folder: Path
) -> None:
    rani.get(f"/courses/{SLUG}/tiga")
    done("tiga")
    publish_lessons(folder, cast.province, satu=3, dua=6)
    gone = rani.get(f"/courses/{SLUG}/tiga")
    assert gone.status_code == 410
    assert "Hasil yang sudah Anda peroleh tetap berlaku" in gone.text
    assert f'href="/courses/{SLUG}/satu"' in gone.text
    assert f'href="/courses/{SLUG}"' in gone.text
    form = token(rani)
    assert rani.post(f"/courses/{SLUG}/tiga/reading", data=form).status_code == 410
    assert rani.get(f"/courses/{SLUG}/belum-ada").status_code == 404
    page = " ".join(rani.get(f"/courses/{SLUG}").text.split())
    assert "0 dari 2 syarat selesai" in page
    assert f'href="/courses/{SLUG}/satu"' in rani.get("/").text, "home does not lead to a gap"
    done_now = queries.own_courses(cast.rani.id)[0].done
    assert done_now == 0, "what was taken out no longer counts"


def test_a_removed_module_that_comes_back_is_still_done(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    done("tiga")
    publish_lessons(folder, cast.province, satu=3, dua=6)
    publish_lessons(folder, cast.province, satu=3, dua=6, akhir=lesson("Akhir", 9, was="tiga"))
    assert standings(cast) == {"akhir": True}


@ONE_ENGINE
def test_a_new_revision_lowers_no_progress(rani: Browser, cast: Cast, folder: Path) -> None:
    done("satu", "dua")
    publish_lessons(folder, cast.province, satu=30, dua=60, tiga=9, empat=4)
    visit = queries.visit(SLUG, cast.rani.id)
    assert (visit.done, visit.total, visit.outline.number) == (2, 4, 2)


def test_when_a_revision_takes_away_what_was_missing_the_course_can_be_closed(
    rani: Browser, cast: Cast, folder: Path
) -> None:
    done("satu", "dua")
    assert rani.post(f"/courses/{SLUG}/completion", data=token(rani)).status_code == 403
    publish_lessons(folder, cast.province, satu=3, dua=6)
    page = rani.get(f"/courses/{SLUG}").text
    assert "Selesaikan kursus" in page
    assert "Selesaikan kursus" in rani.get("/").text
    closed = rani.submit(f"/courses/{SLUG}", to=f"/courses/{SLUG}/completion")
    assert closed.location == f"/courses/{SLUG}"
    assert "sudah tercatat di rapor" in rani.get(f"/courses/{SLUG}").text
    held = db.session.scalars(select(Enrolment)).one()
    assert held.state == EnrolmentState.COMPLETED
    assert len(completions_of(cast.rani.id)) == 1
    assert rani.post(f"/courses/{SLUG}/completion", data=token(rani)).status_code == 403


def test_reading_what_was_renamed_costs_no_more(rani: Browser, cast: Cast, folder: Path) -> None:
    rani.get(f"/courses/{SLUG}/satu")
    publish_lessons(folder, cast.province, awal=lesson("Awal", 3, was="satu"), dua=6)
    rani.get(f"/courses/{SLUG}/awal")
    with statements() as asked:
        assert rani.get(f"/courses/{SLUG}/awal").status_code == 200
    asked.at_most(3)
