"""Leaders plan runs; learners meet them on the course's page, and nobody loses their place."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cast import Cast
from courses import SLUG
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from lms.learning.models import Run
from quizzes import Sitter

ROOT = f"/teaching/{SLUG}/runs"
DAY = timedelta(days=1)


def plan(**changed: Any) -> dict[str, str]:
    today = clock.today()
    given = {"name": "Angkatan II", "opens_on": today, "last_day": today + 9 * DAY, "places": 2}
    return {name: str(value) for name, value in {**given, **changed}.items()}


def planned() -> Run:
    db.session.rollback()
    return db.session.scalars(select(Run).where(Run.self_paced.is_(False))).one()


def send(wati: FlaskClient, address: str, given: dict[str, str]) -> Any:
    return wati.submit(address, to=address, **given)  # type: ignore[attr-defined]  # the test browser's own


def test_a_run_is_opened_and_met_on_the_course_page(
    app: Flask, wati: FlaskClient, rani: Sitter, cast: Cast
) -> None:
    assert send(wati, f"{ROOT}/new", plan(cost=150000, partner="LAN")).status_code == 302
    run = planned()
    assert (run.number, run.places, run.cost, run.partner) == (2, 2, 150000, "LAN")
    assert run.closes_on == clock.today() + 10 * DAY
    dedi = Sitter(app.test_client(), cast.dedi)
    page = dedi.browser.get(f"/courses/{SLUG}").text
    assert "Angkatan II" in page
    assert "Sisa 2 tempat" in page
    dedi.post(f"/courses/{SLUG}/enrolment", run=run.id)
    assert "1 dari 2 tempat terisi" in wati.get(ROOT).text
    told = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "run")).one()
    assert (told.verb, told.actor_id) == ("opened", cast.wati.id)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Isian ini wajib diisi."),
        ({"name": "x" * 121}, "paling panjang 120 huruf"),
        ({"last_day": "2020-01-01"}, "tidak boleh sebelum hari pertama"),
        ({"last_day": "besok"}, "tahun-bulan-hari"),
        ({"places": "0"}, "Isi angka dari 1"),
        ({"places": "dua"}, "Isi dengan angka bulat"),
        ({"cost": "-1"}, "Isi angka dari 0"),
        ({"partner": "y" * 121}, "Paling panjang 120 huruf"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_told_and_given_back(
    wati: FlaskClient, changed: dict[str, str], said: str
) -> None:
    answer = send(wati, f"{ROOT}/new", plan(**changed))
    assert answer.status_code == 422
    assert said in answer.text
    typed = changed.get("name", "Angkatan II").strip()
    assert f'value="{typed}' in answer.text
    db.session.rollback()
    assert db.session.scalars(select(Run).where(Run.self_paced.is_(False))).all() == []


def test_a_plan_changes_but_takes_nobodys_place(
    app: Flask, wati: FlaskClient, rani: Sitter, cast: Cast
) -> None:
    send(wati, f"{ROOT}/new", plan())
    run = planned()
    for someone in (cast.dedi, cast.nurul):
        Sitter(app.test_client(), someone).post(f"/courses/{SLUG}/enrolment", run=run.id)
    address = f"{ROOT}/{run.id}"
    assert f'value="{clock.today() + 9 * DAY}"' in wati.get(address).text
    refused = send(wati, address, plan(places=1))
    assert refused.status_code == 422
    assert "Sudah ada 2 peserta" in refused.text
    assert (
        send(wati, address, plan(places="", last_day="", name="Angkatan akhir")).status_code == 302
    )
    assert (planned().places, planned().closes_on, planned().name) == (None, None, "Angkatan akhir")


def test_the_run_that_is_always_there_has_no_plan(wati: FlaskClient, rani: Sitter) -> None:
    own = db.session.scalars(select(Run)).one()
    assert wati.get(f"{ROOT}/{own.id}").status_code == 409
    assert wati.get(f"{ROOT}/99999").status_code == 404


@pytest.mark.parametrize("page", ["", "/new", "/1"])
def test_only_leaders_plan(app: Flask, rani: Sitter, cast: Cast, page: str) -> None:
    assert rani.browser.get(ROOT + page).status_code == 403
    stranger = Sitter(app.test_client(), cast.murni)
    assert stranger.browser.get(ROOT + page).status_code == 404
    if page:
        assert rani.post(ROOT + page, **plan()).status_code == 403
        db.session.rollback()
        assert db.session.scalars(select(Run).where(Run.self_paced.is_(False))).all() == []
