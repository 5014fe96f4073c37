"""Who looked at whose record is noted once a day, and shown to the person."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from browser import Browser
from cast import Cast, sign_in
from courses import SLUG
from lms.foundation import clock
from lms.foundation.audit import AuditEntry, audit_aside, note_look
from lms.foundation.database import db
from lms.learning.models import Enrolment
from registers import Learner
from statements import statements


def test_a_person_sees_who_looked_and_at_what_and_nothing_of_others(
    app: Flask, rani: Learner, browser: Browser, cast: Cast
) -> None:
    rani.finish()
    course = db.session.scalars(select(Enrolment.course_id)).first()
    assert course is not None
    agency = cast.wati.agency_id
    by_wati = {"actor_id": cast.wati.id, "agency_id": agency}
    with clock.at(clock.now() - timedelta(days=2)):  # before Rani was in any of these lists
        note_look("gradebook", ("course", course), **by_wati)
        audit_aside("exported", "register", "csv", actor_id=cast.siti.id, agency_id=agency)
    with clock.at(clock.now() + timedelta(minutes=1)):
        for _ in range(2):
            note_look("way", ("person", cast.rani.id), **by_wati)
        note_look("gradebook", ("course", course), **by_wati)
        note_look("gradebook", ("course", course + 99), **by_wati)
        note_look("thread", ("person", cast.hendra.id), **by_wati)
        note_look("way", ("person", cast.rani.id), actor_id=cast.rani.id, agency_id=agency)
        audit_aside("exported", "register", "csv", actor_id=cast.siti.id, agency_id=agency)
        audit_aside("exported", "register", "csv", actor_id=cast.siti.id, agency_id=agency + 99)
        audit_aside("exported", "register", "csv", actor_id=cast.rani.id, agency_id=agency)
        looked = select(func.count(AuditEntry.id)).where(AuditEntry.verb.startswith("looked-at-"))
        assert db.session.scalar(looked) == 5
        sign_in(browser, cast.rani)
        with statements() as asked:
            page = browser.get("/transcript/looks").text
    assert len(asked) <= 10
    assert page.count("Kemajuan belajar Anda") == 1
    assert page.count("Daftar peserta dan nilai yang memuat nama Anda") == 1
    assert page.count("Register instansi yang dapat memuat nama Anda") == 1
    assert "Percakapan bimbingan" not in page
    assert "/transcript/looks" in browser.get("/transcript").text
    sign_in(other := app.test_client(), cast.yusuf)
    assert "Belum ada yang melihat" in other.get("/transcript/looks").text


def test_leaders_who_open_ones_way_are_told(
    app: Flask, rani: Learner, browser: Browser, cast: Cast
) -> None:
    rani.finish()
    enrolled = db.session.scalars(select(Enrolment)).one()
    sign_in(browser, cast.wati)
    for page in ("", f"/people/{enrolled.id}"):
        assert browser.get(f"/teaching/{SLUG}{page}").status_code == 200
    verbs = select(AuditEntry.verb, AuditEntry.subject_id).where(
        AuditEntry.actor_id == cast.wati.id
    )
    found = set(map(tuple, db.session.execute(verbs)))
    assert ("looked-at-gradebook", str(enrolled.course_id)) in found
    assert ("looked-at-way", str(cast.rani.id)) in found
