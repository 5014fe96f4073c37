"""Leaving a course, and what becomes of one that is assigned, completed or archived."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.catalog import actions as catalog
from lms.catalog import queries as courses
from lms.foundation.database import db, transaction
from lms.learning import actions, queries
from lms.learning.models import Enrolment, EnrolmentState, Progress

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def enrol(browser: Browser, slug: str) -> str:
    """Enrol by the button of the course's page; answers where it led."""
    answered = browser.submit(f"/courses/{slug}", to=f"/courses/{slug}/enrolment")
    assert answered.status_code == 302, answered.text
    return str(answered.location)


def enrolments(someone: Someone) -> list[Enrolment]:
    found = select(Enrolment).where(Enrolment.person_id == someone.id).order_by(Enrolment.id)
    return list(db.session.scalars(found))


def assign(slug: str, someone: Someone, by: Someone, due_on: date | None = None) -> None:
    with transaction():
        run = actions.open_default_run(courses.course(slug))
        actions.enrol(run, someone.id, someone.agency_id, assigned_by=by.id, due_on=due_on)


def token(browser: Browser, path: str) -> dict[str, str]:
    page = browser.get(path).text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}


def test_leaving_is_asked_once_more_and_what_was_done_stays(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.rani)
    browser.get(enrol(browser, lessons))
    page = browser.get(f"/courses/{lessons}")
    assert f'href="/courses/{lessons}/withdrawal"' in page.text
    asked = browser.get(f"/courses/{lessons}/withdrawal")
    assert "Undur diri dari kursus ini?" in asked.text
    assert enrolments(cast.rani)[0].state == EnrolmentState.ACTIVE, "looking changes nothing"
    left = browser.submit(f"/courses/{lessons}/withdrawal")
    assert left.location == f"/courses/{lessons}"
    assert "Hasil yang ada tetap tercatat" in browser.get(f"/courses/{lessons}").text
    held = enrolments(cast.rani)[0]
    assert held.state == EnrolmentState.WITHDRAWN
    assert held.ended_at
    assert db.session.get(Progress, (held.id, "satu"))
    assert browser.get(f"/courses/{lessons}/withdrawal").status_code == 404
    assert browser.get(f"/courses/{lessons}/satu").location == f"/courses/{lessons}"


def test_who_comes_back_begins_anew(browser: Browser, cast: Cast, lessons: str) -> None:
    sign_in(browser, cast.rani)
    browser.get(enrol(browser, lessons))
    browser.submit(f"/courses/{lessons}/withdrawal")
    enrol(browser, lessons)
    old, new = enrolments(cast.rani)
    assert (old.state, new.state) == (EnrolmentState.WITHDRAWN, EnrolmentState.ACTIVE)
    assert queries.visit(lessons, cast.rani.id).standings == {}


def test_an_assigned_course_cannot_be_left(browser: Browser, cast: Cast, lessons: str) -> None:
    assign(lessons, cast.rani, cast.yusuf, date(2030, 1, 31))
    sign_in(browser, cast.rani)
    page = browser.get(f"/courses/{lessons}").text
    assert "31 Januari 2030" in page
    assert "withdrawal" not in page
    asked = browser.get(f"/courses/{lessons}/withdrawal")
    assert asked.status_code == 403
    assert "ditugaskan kepada Anda" in asked.text
    form = token(browser, "/account")
    assert browser.post(f"/courses/{lessons}/withdrawal", data=form).status_code == 403
    assert enrolments(cast.rani)[0].state == EnrolmentState.ACTIVE


def test_an_own_course_that_is_assigned_later_becomes_a_duty_with_its_date(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.rani)
    enrol(browser, lessons)
    assign(lessons, cast.rani, cast.yusuf, date(2030, 1, 31))
    assign(lessons, cast.rani, cast.siti, date(2040, 1, 31))
    held = enrolments(cast.rani)
    assert [(each.assigned_by, each.due_on) for each in held] == [
        (cast.yusuf.id, date(2030, 1, 31))
    ]
    assert browser.get(f"/courses/{lessons}/withdrawal").status_code == 403


def test_a_completed_course_is_not_left_but_may_be_taken_again(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.rani)
    enrol(browser, lessons)
    with transaction():
        actions.complete(enrolments(cast.rani)[0])
    assert browser.get(f"/courses/{lessons}/withdrawal").status_code == 403
    page = browser.get(f"/courses/{lessons}").text
    assert "Lihat di rapor" in page
    assert "Ikuti lagi dari awal" in page
    assert "Mengulang kursus ini tidak menambah JP pada tahun JP yang sama." in page
    enrol(browser, lessons)
    states = [each.state for each in enrolments(cast.rani)]
    assert states == [EnrolmentState.COMPLETED, EnrolmentState.ACTIVE]


def test_an_archived_course_takes_nobody_new_and_keeps_who_is_in_it(
    app: Flask, browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.rani)
    enrol(browser, lessons)
    with transaction():
        catalog.archive(courses.course(lessons), cast.wati.id)
    assert "sudah diarsipkan" in browser.get(f"/courses/{lessons}").text
    assert browser.get(f"/courses/{lessons}/satu").status_code == 200
    assert lessons not in browser.get("/courses").text
    other = app.test_client()
    sign_in(other, cast.dedi)
    assert other.get(f"/courses/{lessons}").status_code == 404
    form = token(browser, "/account")
    browser.submit(f"/courses/{lessons}/withdrawal")
    assert browser.post(f"/courses/{lessons}/enrolment", data=form).status_code == 404
    with transaction():
        catalog.restore(courses.course(lessons), cast.wati.id)
    assert other.get(f"/courses/{lessons}").status_code == 200


@ONE_ENGINE
def test_who_completed_an_archived_course_is_told_that_it_takes_nobody_new(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.rani)
    enrol(browser, lessons)
    with transaction():
        actions.complete(enrolments(cast.rani)[0])
        catalog.archive(courses.course(lessons))
    page = browser.get(f"/courses/{lessons}").text
    assert "Ikuti lagi" not in page
    refused = browser.post(f"/courses/{lessons}/enrolment", data=token(browser, "/account"))
    assert refused.status_code == 403
    assert "tidak lagi menerima peserta baru" in refused.text
