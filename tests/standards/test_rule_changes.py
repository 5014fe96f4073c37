"""A rule of JP changes from a day on when two officers of the province's BKD agree."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from browser import Browser
from cast import Cast, Someone, sign_in
from crowds import at_once
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid, NotAllowed, Refusal
from lms.identity.actions import give_grant
from lms.identity.models import Person, Role
from lms.standards.actions import agree, refuse
from lms.standards.models import JpMethod, RuleStepKind
from lms.standards.queries import jp_rule, rule_change, rules_of, waiting_changes

SEMINAR = 9  # 4 JP an event
TYPED = {
    "method": "per_event",
    "jp_per_event": 6,
    "earns_again": "y",
    "legal_basis": "Keputusan Kepala BKD 12/2026",
    "reason": "Lampiran baru.",
}


@pytest.fixture
def two(app: Flask, cast: Cast) -> Cast:
    """Nurul is an officer of the province's BKD too, Hendra of one unit there."""
    with transaction():
        for someone, unit in ((cast.nurul, None), (cast.hendra, cast.units["bkd"])):
            person = db.session.get_one(Person, someone.id)
            since = date(2026, 1, 1)
            give_grant(person, Role.BKD_OFFICER, cast.province, since=since, unit_id=unit)
    return cast


def window(app: Flask, someone: Someone) -> Browser:
    browser = app.test_client()
    sign_in(browser, someone)
    assert isinstance(browser, Browser)
    return browser


def proposed(browser: Browser, since: date, **changed: object) -> UUID:
    path = f"/jp-rules/{SEMINAR}/change"
    answer = browser.submit(path, **{**TYPED, "since": since.isoformat(), **changed})
    assert answer.status_code == 302, answer.text
    return UUID(str(answer.location).rsplit("/", 1)[-1])


def answered(browser: Browser, change_id: UUID, verdict: str, reason: str = "") -> int:
    path = f"/jp-rules/changes/{change_id}"
    token = browser.get(path).text.split('name="csrf_token" value="')[1].split('"')[0]
    given = {"csrf_token": token, "verdict": verdict, "reason": reason}
    return browser.post(path, data=given).status_code


def test_it_holds_from_its_day_on_once_another_officer_agreed(app: Flask, two: Cast) -> None:
    today, soon = clock.today(), clock.today() + timedelta(days=30)
    siti, nurul = window(app, two.siti), window(app, two.nurul)
    change = proposed(siti, soon)
    assert jp_rule(SEMINAR, soon).jp_per_event == 4  # nobody agreed yet
    assert "menunggu persetujuan" in siti.get(f"/jp-rules/changes/{change}").text
    assert 'value="agree"' not in siti.get(f"/jp-rules/changes/{change}").text
    assert answered(nurul, change, "agree") == 302
    assert jp_rule(SEMINAR, soon).jp_per_event == 6
    assert jp_rule(SEMINAR, soon).verified
    assert jp_rule(SEMINAR, today).jp_per_event == 4
    page = siti.get(f"/jp-rules/{SEMINAR}").text
    for said in ("akan berlaku", "disetujui", "Nurul Hidayah", "Siti Nurbaya", "6 JP per kegiatan"):
        assert said in page
    with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
        db.session.execute(text("UPDATE rule_change SET jp_per_event = 40"))
    with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
        db.session.execute(text("DELETE FROM rule_step"))


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_nobody_agrees_with_themselves(app: Flask, two: Cast) -> None:
    siti = window(app, two.siti)
    change = proposed(siti, clock.today())
    with pytest.raises(NotAllowed, match="petugas lain"), transaction():
        agree(change, two.siti.id)
    token = siti.get(f"/jp-rules/{SEMINAR}/change").text.split('name="csrf_token" value="')[1]
    sent = {"csrf_token": token.split('"')[0], "verdict": "agree"}
    assert siti.post(f"/jp-rules/changes/{change}", data=sent).status_code == 403
    withdrawn = siti.submit(f"/jp-rules/changes/{change}", f"/jp-rules/changes/{change}/withdrawal")
    assert withdrawn.status_code == 302
    with pytest.raises(Conflict, match="sudah dijawab"), transaction():
        agree(change, two.nurul.id)
    assert not waiting_changes()


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_others_read_the_rules_and_change_none(app: Flask, two: Cast) -> None:
    change = proposed(window(app, two.siti), clock.today())
    for someone in (two.rani, two.murni, two.amin, two.hendra):
        browser = window(app, someone)
        assert "belum diverifikasi" in browser.get("/jp-rules").text
        assert "Usulkan perubahan" not in browser.get(f"/jp-rules/{SEMINAR}").text
        assert browser.get(f"/jp-rules/{SEMINAR}/change").status_code == 403
        assert browser.get(f"/jp-rules/changes/{change}").status_code == 403
    assert browser.get("/jp-rules/99").status_code == 404


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_cannot_be_is_told(app: Flask, two: Cast) -> None:
    siti, nurul = window(app, two.siti), window(app, two.nurul)
    path, today = f"/jp-rules/{SEMINAR}/change", clock.today()
    for changed, told in (
        ({"since": (today - timedelta(days=1)).isoformat()}, "hari yang lewat tidak berubah"),
        ({"jp_per_event": ""}, "JP per kegiatan antara 1"),
        ({"legal_basis": " "}, "Tuliskan dasar hukumnya"),
        ({"reason": ""}, "mengapa aturannya berubah"),
        ({"since": ""}, "wajib diisi"),
    ):
        refused = siti.submit(path, **{**TYPED, "since": today.isoformat(), **changed})
        assert refused.status_code == 422
        assert told in refused.text
    first, second = proposed(siti, today), proposed(siti, today)
    assert answered(nurul, first, "refuse") == 422  # without a reason
    assert answered(nurul, first, "refuse", "Belum ada suratnya.") == 302
    assert rule_change(first).answer == "Belum ada suratnya."
    assert answered(nurul, second, "agree") == 302
    third = siti.submit(path, **{**TYPED, "since": today.isoformat()})
    assert "yang mulai pada hari itu" in third.text
    late = proposed(siti, today + timedelta(days=1))
    then = clock.at(clock.now() + timedelta(days=3))
    with then, pytest.raises(Invalid, match="paling cepat hari ini"), transaction():
        agree(late, two.nurul.id)


def test_of_several_who_answer_at_once_one_is_heard(app: Flask, two: Cast) -> None:
    change = proposed(window(app, two.siti), clock.today(), method=JpMethod.COURSE.value)
    before = len(rules_of(SEMINAR))

    def answer(number: int) -> str:
        try:
            with transaction():
                if number % 2:
                    agree(change, two.nurul.id)
                else:
                    refuse(change, two.hendra.id, "Tidak.")
        except Refusal:
            return "refused"
        return "done"

    assert at_once(app, answer).count("done") == 1
    db.session.rollback()
    agreed = rule_change(change).end == RuleStepKind.AGREED
    assert len(rules_of(SEMINAR)) - before == (1 if agreed else 0)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_sent_twice_it_is_one(app: Flask, two: Cast) -> None:
    siti = window(app, two.siti)
    change = proposed(siti, clock.today())
    assert proposed(siti, clock.today(), id=str(change)) == change
    assert len(waiting_changes()) == 1
