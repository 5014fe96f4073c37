"""A manuscript is published at its hour if nothing stands in the way; a course is archived."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from authors import FACTS, HOME, Author, Referee
from cast import SINCE, Cast
from essays import Reader
from lms.authoring import actions, queries
from lms.authoring.checking import check
from lms.authoring.models import Manuscript, ManuscriptState
from lms.catalog import queries as catalog
from lms.catalog.models import Origin, Revision
from lms.catalog.publishing import publish
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.errors import NotFound
from lms.foundation.jobs import work_once
from lms.identity.models import Grant

SLUG = HOME.rpartition("/")[2]
LESSON = f"{HOME}/modules/salam"
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NOON = datetime(2026, 11, 23, 5, tzinfo=clock.JAKARTA)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    wati.add("lesson", "Salam")
    wati.submit(LESSON, body="Selamat pagi.")
    return wati


def held() -> Manuscript:
    found = queries.open_manuscript(SLUG)
    assert found
    return found


def plan(wati: Author, hour: str = "2026-11-23T12:00") -> None:
    answer = wati.submit(f"{HOME}/publication", note="Tengah hari", due=hour)
    assert answer.headers["Location"] == HOME, answer.text


def work() -> None:
    while work_once():
        pass


def is_out() -> bool:
    try:
        return catalog.course(SLUG).revision_id is not None
    except NotFound:
        return False


def test_it_comes_out_at_its_hour_and_not_before(wati: Author, cast: Cast) -> None:
    with clock.at(NOON - timedelta(days=1)):
        refused = wati.submit(f"{HOME}/publication", note="Dulu", due="2026-11-20T12:00")
        assert (refused.status_code, "belum lewat" in refused.text) == (422, True)
        plan(wati)
        assert "Terbit sendiri pada 23 Nov 2026, 12.00 WIB" in wati.get(HOME).text
        work()
        assert not is_out()
    with clock.at(NOON + timedelta(hours=8)):
        work()
        assert is_out()
        work()
    revision = db.session.scalars(select(Revision)).one()
    told = (revision.origin, revision.published_by, revision.note)
    assert told == (Origin.BROWSER, cast.wati.id, "Tengah hari")


def test_what_stands_in_the_way_is_told(wati: Author, cast: Cast) -> None:
    ways = {
        "tidak lagi berwenang": _end_grant,
        "diterbitkan orang lain": _publish_beside,
    }
    for said, hinder in ways.items():
        with clock.at(NOON - timedelta(days=1)):
            plan(wati)
            undo = hinder(cast)
        with clock.at(NOON + timedelta(hours=8)):
            work()
        undo()
        assert held().state == ManuscriptState.APPROVED
        for page in (HOME, f"{HOME}/refereeing"):
            shown = wati.get(page).text
            assert "Tidak jadi terbit" in shown
            assert said in shown
        assert "Tidak jadi terbit" in wati.get("/authoring").text


def _end_grant(cast: Cast) -> Callable[[], None]:
    def turn(until: date | None) -> None:
        with transaction():
            grant = db.session.scalars(select(Grant).where(Grant.person_id == cast.wati.id)).one()
            grant.until = until

    turn(SINCE + timedelta(days=1))
    return lambda: turn(None)


def _publish_beside(cast: Cast) -> Callable[[], None]:
    course = check(SLUG, queries.files(held().id)).course
    assert course
    with transaction():
        publish(course, cast.province, None)
    return lambda: None


@sqlite_only
def test_a_change_or_another_mind_takes_the_hour_away(wati: Author, cast: Cast) -> None:
    with clock.at(NOON - timedelta(days=1)):
        plan(wati)
        wati.submit(LESSON, body="Selamat siang.")
        assert queries.scheduled(held()) is None
        plan(wati)
        wati.submit(HOME, to=f"{HOME}/publication/cancellation")
        assert held().state == ManuscriptState.APPROVED
        assert wati.post(f"{HOME}/publication/cancellation").status_code == 409
        plan(wati)
        plan(wati, "2026-11-25T12:00")
        rani = Reader(wati.browser.application.test_client(), cast.rani)
        assert rani.post(f"{HOME}/publication/cancellation").status_code == 404
    with clock.at(NOON + timedelta(days=1)):
        work()
        assert not is_out()
        assert queries.failed() == {}
    with clock.at(NOON + timedelta(days=3)):
        work()
        assert is_out()


@sqlite_only
def test_nothing_is_planned_that_nobody_approved(app: Flask, cast: Cast) -> None:
    wati = Referee(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    wati.add("lesson", "Salam")
    wati.submit(LESSON, body="Selamat pagi.")
    sent = {"note": "Baru", "due": "2099-11-23T12:00"}
    assert wati.post(f"{HOME}/publication", **sent).status_code == 422
    assert queries.scheduled(held()) is None


def test_an_archived_course_loses_nothing(
    app: Flask, cast: Cast, wati: Author, course: str
) -> None:
    rani, dedi = (Reader(app.test_client(), each) for each in (cast.rani, cast.dedi))
    at, page = f"/authoring/{course}", f"/courses/{course}"
    rani.post(f"{page}/enrolment")
    assert rani.get(f"{at}/archive").status_code == 403
    assert rani.post(f"{at}/archive", note="x").status_code == 403
    assert rani.post(f"{at}/restoration").status_code == 403
    assert wati.submit(f"{at}/archive", note="").status_code == 422
    wati.submit(f"{at}/archive", note="Aturannya berubah.")
    assert "ditarik dari katalog sejak" in wati.get(at).text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "archived")).one()
    assert (entry.actor_id, entry.detail["reason"]) == (cast.wati.id, "Aturannya berubah.")
    title = catalog.course(course).title
    assert title not in dedi.get("/courses").text
    assert dedi.post(f"{page}/enrolment").status_code in {403, 404, 409}
    assert "sudah diarsipkan" in rani.get(page).text
    slug = catalog.current(catalog.course(course)).modules[0].slug
    assert rani.get(f"{page}/{slug}").status_code == 200
    wati.submit(at, to=f"{at}/restoration")
    assert title in dedi.get("/courses").text
    assert dedi.post(f"{page}/enrolment").status_code == 302
    assert wati.get(f"{HOME}/archive").status_code == 404, "not published yet"
    with transaction():
        actions.discard(held(), cast.wati.id)
