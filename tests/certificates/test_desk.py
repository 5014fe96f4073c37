"""The desk of certificates: who sees which, found by their filters, and many as one file."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from awards import FIRST, issued, settle
from cancelled import work_and_cancel
from cast import Cast
from lms.certificates import policies, queries, working
from lms.certificates.models import Bundle, BundleState
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, work_once
from lms.identity import queries as identity
from lms.identity.models import Grant
from quizzes import Sitter
from registers import Register
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
REGISTER = "/certificates/register"


@pytest.fixture
def filled(cast: Cast, register: Register, rules: None) -> list[str]:
    """Numbers of the province's certificates: Rani's, Dedi's, and Lestari's of the city."""
    people = (cast.rani, cast.dedi, cast.lestari)
    return [issued(register.add(who, date(2026, 5, 4))).number for who in people]


def test_each_sees_what_is_theirs_to_see(
    app: Flask, cast: Cast, filled: list[str], hendra: Sitter
) -> None:
    page = hendra.browser.get(REGISTER).text
    assert all(number in page for number in filled)
    assert cast.rani.nip not in page, "masked"
    assert filled[0] in hendra.browser.get(f"{REGISTER}?q=anggraini").text
    assert filled[1] not in hendra.browser.get(f"{REGISTER}?q=anggraini").text
    assert filled[1] in hendra.browser.get(f"{REGISTER}?q={cast.dedi.nip}&status=issued").text
    assert "Tidak ada sertifikat yang cocok" in hendra.browser.get(f"{REGISTER}?year=2020").text
    assert hendra.browser.get(f"{REGISTER}?q=%00&year=x&status=y&course=-1&page=9999").status_code
    murni = Sitter(app.test_client(), cast.murni)
    assert filled[2] in murni.browser.get(REGISTER).text
    assert filled[0] not in murni.browser.get(REGISTER).text, "the city's people alone"
    hendra.browser.get(REGISTER)
    with statements() as asked:
        hendra.browser.get(REGISTER)
    asked.at_most(12)


def test_refusals(app: Flask, cast: Cast, register: Register, rules: None) -> None:
    own = issued(register.add(cast.siti, date(2026, 5, 4)))
    other = issued(register.add(cast.rani, date(2026, 5, 4)))
    siti, wati = Sitter(app.test_client(), cast.siti), Sitter(app.test_client(), cast.wati)
    for page in (REGISTER, "/certificates/release", "/certificates/settings"):
        assert wati.browser.get(page).status_code == 403, page
        assert app.test_client().get(page).status_code == 302, page
    for path in ("release", "bundles", "settings/numbering", "settings/signers"):
        assert wati.post(f"/certificates/{path}").status_code == 403, path
    for path in ("", "/pdf", "/revocation", "/reissue"):
        assert wati.browser.get(f"/certificates/{other.id}{path}").status_code == 404, path
    for act in ("revocation", "reissue"):
        assert siti.post(f"/certificates/{other.id}/{act}", reason="x").status_code == 403, act
    assert siti.browser.get(f"/certificates/{other.id}").status_code == 200, "BKD reads"
    assert siti.post("/certificates/release").status_code == 403, "and issues nothing"
    assert siti.post("/certificates/settings/courses/1", do="once").status_code == 403
    assert not policies.may_change(queries.certificate(own.id), cast.siti.id)
    assert not policies.may_list_any(cast.wati.id)
    assert not policies.may_issue(cast.city, cast.hendra.id)


def test_nobody_changes_their_own(cast: Cast, register: Register, hendra: Sitter) -> None:
    settle(cast.province, cast.hendra.id)
    own = issued(register.add(cast.hendra, date(2026, 5, 4)))
    assert hendra.browser.get(f"/certificates/{own.id}/revocation").status_code == 403
    assert policies.may_have(own, cast.hendra.id)


@ONE_ENGINE
def test_many_come_as_one_file(app: Flask, cast: Cast, filled: list[str], hendra: Sitter) -> None:
    answer = hendra.post("/certificates/bundles", q="a")
    page = answer.location
    shown = hendra.browser.get(page)
    assert "0 dari 3 sertifikat sudah masuk" in shown.text
    assert shown.headers["Refresh"] == "2"
    assert hendra.browser.get(f"{page}/zip").status_code == 410
    assert work_once()
    assert "3 sertifikat siap diunduh" in hendra.browser.get(page).text
    found = hendra.browser.get(f"{page}/zip")
    with zipfile.ZipFile(BytesIO(found.data)) as file:
        names = file.namelist()
        assert file.testzip() is None
        assert all(file.read(name).startswith(b"%PDF-") for name in names)
    found.close()
    assert names[0].startswith(FIRST.replace("/", "-"))
    siti = Sitter(app.test_client(), cast.siti)
    assert siti.browser.get(page).status_code == 404, "another's"
    with transaction():
        (grant,) = identity.open_grants(cast.hendra.id)
        db.session.get_one(Grant, grant.id).agency_id = cast.city
    for address in (page, f"{page}/zip"):
        assert hendra.browser.get(address).status_code == 403, "an officer elsewhere by now"
    with transaction():
        db.session.get_one(Grant, grant.id).agency_id = cast.province
    with clock.at(clock.now() + working.KEPT + timedelta(hours=1)), transaction():
        working.sweep()
    assert db.session.scalars(select(Bundle.state)).one() == BundleState.REMOVED
    assert hendra.browser.get(f"{page}/zip").status_code == 410
    nothing = hendra.post("/certificates/bundles", q="tiada")
    assert nothing.status_code == 422


@ONE_ENGINE
def test_a_cancelled_file_of_many_leaves_no_piece_behind(
    app: Flask, cast: Cast, filled: list[str], hendra: Sitter
) -> None:
    page = hendra.post("/certificates/bundles", q="a").location
    assert work_and_cancel(at=2) == (JobState.CANCELLED, [(0, 3), (1, 3), (2, 3)])
    assert "Dibatalkan oleh administrator" in hendra.browser.get(page).text
    made = working.path_of(db.session.scalars(select(Bundle.id)).one())
    assert not list(made.parent.iterdir())
    address = f"/jobs/{db.session.scalars(select(Job.id)).one()}/again"
    amin = Sitter(app.test_client(), cast.amin)
    assert address not in amin.browser.get("/jobs").text
    assert amin.post(address).status_code == 409
