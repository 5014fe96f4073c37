"""Coming into a course by its page, and leaving it again."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.catalog import actions as catalog
from lms.catalog import queries as courses
from lms.catalog.models import Course
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.identity.models import Membership
from lms.learning import actions, policies, queries
from lms.learning.models import Enrolment, EnrolmentState
from readings import publish_lessons

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


def test_rani_enrols_and_is_in_the_first_lesson(browser: Browser, cast: Cast, lessons: str) -> None:
    sign_in(browser, cast.rani)
    assert "Daftar dan mulai" in browser.get(f"/courses/{lessons}").text
    assert enrol(browser, lessons) == f"/courses/{lessons}/satu"
    page = browser.get(f"/courses/{lessons}/satu").text
    assert "Anda terdaftar" in page
    held = enrolments(cast.rani)[0]
    assert (held.state, held.agency_id) == (EnrolmentState.ACTIVE, cast.province)
    run = queries.run(held.run_id)
    assert (run.self_paced, run.name, run.number) == (True, "Belajar mandiri", 1)
    verbs = db.session.scalars(
        select(AuditEntry.verb).where(AuditEntry.subject_kind == "enrolment")
    )
    assert verbs.all() == ["enrolled"]


def test_clicked_twice_it_counts_once(browser: Browser, cast: Cast, lessons: str) -> None:
    sign_in(browser, cast.rani)
    form = token(browser, f"/courses/{lessons}")
    for _ in range(2):
        answered = browser.post(f"/courses/{lessons}/enrolment", data=form)
        assert answered.location == f"/courses/{lessons}/satu"
    assert len(enrolments(cast.rani)) == 1


@ONE_ENGINE
def test_a_post_from_another_site_enrols_nobody(browser: Browser, cast: Cast, lessons: str) -> None:
    sign_in(browser, cast.rani)
    assert browser.post(f"/courses/{lessons}/enrolment").status_code == 400
    form = {"csrf_token": "x" * 91}
    assert browser.post(f"/courses/{lessons}/enrolment", data=form).status_code == 400
    assert enrolments(cast.rani) == []


@ONE_ENGINE
def test_nobody_enrols_without_signing_in(browser: Browser, cast: Cast, lessons: str) -> None:
    form = token(browser, "/sign-in")
    assert browser.post(f"/courses/{lessons}/enrolment", data=form).status_code == 401
    assert browser.get(f"/courses/{lessons}").location.startswith("/sign-in")


def test_the_course_of_another_agency_is_not_there_until_it_is_shared(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.lestari)
    form = token(browser, "/account")
    paths = [f"/courses/{lessons}", f"/courses/{lessons}/satu", f"/courses/{lessons}/withdrawal"]
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
    for act in ("enrolment", "completion", "satu/reading"):
        assert browser.post(f"/courses/{lessons}/{act}", data=form).status_code == 404
    assert lessons not in browser.get("/courses").text
    with transaction():
        catalog.share(courses.course(lessons), cast.city, cast.wati.id)
        catalog.share(courses.course(lessons), cast.city, cast.wati.id)
    assert lessons in browser.get("/courses").text
    assert enrol(browser, lessons) == f"/courses/{lessons}/satu"
    assert enrolments(cast.lestari)[0].agency_id == cast.city, "the person's own, not the owner's"


@ONE_ENGINE
def test_whoever_works_nowhere_today_sees_no_course(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    with transaction():
        mine = update(Membership).where(Membership.person_id == cast.rani.id)
        db.session.execute(mine.values(until=clock.today()))
    sign_in(browser, cast.rani)
    assert "Belum ada kursus" in browser.get("/courses").text
    assert browser.get(f"/courses/{lessons}").status_code == 404
    assert browser.get("/").status_code == 200


def test_a_course_that_nobody_wrote_is_not_there(browser: Browser, cast: Cast) -> None:
    sign_in(browser, cast.rani)
    for slug in ("tidak-ada", "x" * 3000, "satu%20dua", "%F0%9F%8C%8A"):
        assert browser.get(f"/courses/{slug}").status_code == 404, slug
        assert browser.get(f"/courses/{slug}/satu").status_code == 404, slug
    for slug in ("%00", "a%00b"):  # PostgreSQL cannot even compare with it
        assert browser.get(f"/courses/{slug}").status_code in {400, 404}
        assert browser.get(f"/courses/{slug}/satu").status_code in {400, 404}


@ONE_ENGINE
def test_the_page_tells_what_to_take_first_and_for_whom_it_is(
    browser: Browser, cast: Cast, lessons: str, tmp_path: Path
) -> None:
    after = publish_lessons(
        tmp_path / "more",
        cast.province,
        "lanjutan",
        course={
            "prerequisites: []": f"prerequisites: [{lessons}]",
            "audience: Semua pegawai": "audience: Petugas loket",
        },
    )
    sign_in(browser, cast.rani)
    assert "Tidak perlu mengikuti kursus lain" in browser.get(f"/courses/{lessons}").text
    page = browser.get(f"/courses/{after}").text
    assert "Petugas loket" in page
    assert f'<a href="/courses/{lessons}">Membaca Bersama</a>' in page
    assert "sudah Anda selesaikan" not in page
    enrol(browser, lessons)
    with transaction():
        actions.complete(enrolments(cast.rani)[0])
    assert "sudah Anda selesaikan" in browser.get(f"/courses/{after}").text
    with transaction():
        earlier = db.session.scalars(select(Course).where(Course.slug == lessons)).one()
        earlier.agency_id = cast.city
    sign_in(other := browser.application.test_client(), cast.dedi)
    assert f'href="/courses/{lessons}"' not in other.get(f"/courses/{after}").text


@ONE_ENGINE
def test_policies_say_no_to_others_and_to_what_is_over(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    assign(lessons, cast.dedi, cast.yusuf)
    sign_in(browser, cast.rani)
    enrol(browser, lessons)
    own, assigned = enrolments(cast.rani)[0], enrolments(cast.dedi)[0]
    assert policies.may_withdraw(own, cast.rani.id)
    assert not policies.may_withdraw(own, cast.dedi.id)
    assert not policies.may_withdraw(assigned, cast.dedi.id)
    assert policies.may_see(own.course_id, cast.province)
    assert not policies.may_see(own.course_id, cast.city)
    assert not policies.may_see(own.course_id, None)
    assert not policies.may_complete(queries.visit(lessons, cast.rani.id))
    with transaction():
        actions.withdraw(enrolments(cast.rani)[0])
    assert not policies.may_complete(queries.visit(lessons, cast.rani.id))


@ONE_ENGINE
def test_a_due_date_survives_the_day_itself(browser: Browser, cast: Cast, lessons: str) -> None:
    assign(lessons, cast.rani, cast.yusuf, clock.today() - timedelta(days=3))
    sign_in(browser, cast.rani)
    assert browser.get(f"/courses/{lessons}/satu").status_code == 200, "late is not forbidden"


@ONE_ENGINE
def test_what_a_course_is_worth_does_not_read_like_a_score(
    browser: Browser, cast: Cast, lessons: str
) -> None:
    sign_in(browser, cast.rani)
    page = browser.get(f"/courses/{lessons}").text
    assert "<dt>Bobot</dt><dd>" in page
    assert "<dt>Nilai</dt>" not in page
