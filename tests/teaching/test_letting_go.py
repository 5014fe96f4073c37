"""Leaders let somebody go and say why; the place is the next one's, and the person is told."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cast import Cast
from courses import SLUG
from lms.catalog.queries import course
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.learning import queries
from queues import come, inside, run_of
from quizzes import Sitter

DAY = timedelta(days=1)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_leader_lets_somebody_go_and_the_next_comes_in(
    app: Flask, wati: FlaskClient, rani: Sitter, lestari: Sitter, cast: Cast
) -> None:
    run_id = run_of(SLUG)
    dedi, nurul = Sitter(app.test_client(), cast.dedi), Sitter(app.test_client(), cast.nurul)
    for sitter in (dedi, nurul):
        come(sitter, SLUG, run_id)
    lestari.post(f"/courses/{SLUG}/withdrawal")
    come(lestari, SLUG, run_id)
    waits = wati.get(f"/teaching/{SLUG}/runs/{run_id}/waiting").text
    assert cast.nurul.name in waits
    assert cast.lestari.name not in waits
    assert "1 orang dari instansi lain juga menunggu" in waits
    assert "2 di daftar tunggu" in wati.get(f"/teaching/{SLUG}/runs").text
    held = queries.active(course(SLUG).id, cast.dedi.id)
    assert held
    person = f"/teaching/{SLUG}/people/{held.id}"
    assert "Catat pengunduran diri" in wati.get(person).text
    address = f"{person}/withdrawal"
    assert rani.browser.get(address).status_code == 403
    assert rani.post(address, reason="Iri").status_code == 403
    assert wati.submit(address, reason=" ").status_code == 422  # type: ignore[attr-defined]  # the test browser's own
    assert wati.submit(address, reason="Pindah tugas").status_code == 302  # type: ignore[attr-defined]  # the same
    assert inside(run_id) == [cast.nurul.id]
    assert "Pindah tugas" in dedi.browser.get("/").text
    with transaction():
        next_one = queries.active(course(SLUG).id, cast.nurul.id)
        assert next_one
        next_one.assigned_by = cast.yusuf.id
        theirs = next_one.id
    assert wati.get(f"/teaching/{SLUG}/people/{theirs}/withdrawal").status_code == 403
    assert "Catat pengunduran diri" not in wati.get(f"/teaching/{SLUG}/people/{theirs}").text


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_days_to_come_and_to_go_lie_within_the_run(wati: FlaskClient, rani: Sitter) -> None:
    today, address = clock.today(), f"/teaching/{SLUG}/runs/new"
    plan = {"name": "Angkatan II", "opens_on": str(today), "last_day": str(today + 9 * DAY)}
    for name, day in (("enrol_by", today + 10 * DAY), ("withdraw_by", today - DAY)):
        answer = wati.submit(address, to=address, **plan, **{name: str(day)})  # type: ignore[attr-defined]  # the same
        assert answer.status_code == 422
        assert "Pilih hari dalam masa angkatan" in answer.text
    kept = {"enrol_by": str(today + DAY), "withdraw_by": str(today + 2 * DAY), "approval": "head"}
    assert wati.submit(address, to=address, **plan, **kept).status_code == 302  # type: ignore[attr-defined]  # the same
    listed = wati.get(f"/teaching/{SLUG}/runs").text
    assert "Persetujuan kepala unit" in listed
    (run_id,) = set(re.findall(rf"/teaching/{SLUG}/runs/(\d+)", listed))
    form = wati.get(f"/teaching/{SLUG}/runs/{run_id}").text
    assert f'value="{kept["enrol_by"]}"' in form
    assert f'value="{kept["withdraw_by"]}"' in form
