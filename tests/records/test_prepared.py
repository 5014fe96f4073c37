"""An export that is too large to wait for is made by a job, and fetched by who asked for it."""

import csv
import gzip
import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from browser import Browser
from cancelled import work_and_cancel
from cast import Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.jobs import JobState, work_once
from lms.identity.models import Grant
from lms.records import actions, preparing
from lms.records.models import ExportState, PreparedExport
from registers import Register

At = Callable[[Someone], FlaskClient]
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def siti(app: Flask, register: Register, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Two records are large already."""
    monkeypatch.setattr(actions, "LARGE", 1)
    for who in (cast.rani, cast.dedi):
        register.add(who, date(2026, 5, 4))
    browser = app.test_client()
    sign_in(browser, cast.siti)
    assert isinstance(browser, Browser)
    return browser


def ask(browser: Browser, path: str) -> str:
    """Through the page that offers it; answers where it is followed."""
    form = next(it for it in browser.get(path).text.split('action="')[1:] if "/prepared?" in it)
    address = form.split('"')[0].replace("&amp;", "&")
    answer = browser.submit(path, address)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def noted(verb: str) -> list[AuditEntry]:
    db.session.rollback()
    found = select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id)
    return [*db.session.scalars(found)]


def rows(browser: Browser, page: str) -> list[dict[str, str]]:
    answer = browser.get(f"{page}/file", headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    text = gzip.decompress(answer.data).decode().removeprefix("\ufeff")
    answer.close()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_large_export_of_the_register_is_prepared_told_and_fetched(
    siti: Browser, cast: Cast, at: At
) -> None:
    path = "/register/export?year=2026&bom=1"
    page = ask(siti, path)
    assert ask(siti, path) == page, "asked twice, it is one"
    shown = siti.get(page)
    assert "0 dari 2 baris sudah ditulis" in shown.text
    assert shown.headers["Refresh"] == "3"
    assert siti.get(f"{page}/file").status_code == 410
    assert not noted("exported")
    assert work_once()
    assert "2 baris siap diunduh" in siti.get(page).text
    assert sorted(it["name"] for it in rows(siti, page)) == ["Dedi Pranata", "Rani Anggraini"]
    (made,) = noted("exported")
    assert (made.subject_kind, made.subject_id, made.actor_id) == ("register", "csv", cast.siti.id)
    assert made.detail["wanted"] == {"since": "2026-01-01", "until": "2026-12-31"}
    assert len(noted("fetched")) == 1
    assert page in siti.get("/register/exports").text
    assert work_once()  # the letter
    assert at(cast.murni).get(page).status_code == 404, "another officer's"
    assert at(cast.rani).get(f"{page}/file").status_code == 404
    with transaction():
        grants = select(Grant).where(Grant.person_id == cast.siti.id)
        db.session.scalars(grants).one().agency_id = cast.city
    assert siti.get(f"{page}/file").status_code == 403, "an officer elsewhere by now"
    with clock.at(clock.now() + preparing.KEPT + timedelta(hours=1)), transaction():
        preparing.sweep()
    kept = db.session.scalars(select(PreparedExport)).one()
    assert (kept.state, kept.filters) == (ExportState.REMOVED, {})
    assert not preparing.path_of(kept).exists()


@ONE_ENGINE
def test_people_with_their_jp_are_prepared_too_and_a_cancelled_export_leaves_nothing(
    siti: Browser, cast: Cast
) -> None:
    path = "/register/fulfilment/export?sort=name&kind=pns"
    page = ask(siti, path)
    assert work_and_cancel() == (JobState.CANCELLED, [(7, 8)])
    assert "Dibatalkan oleh administrator" in siti.get(page).text
    kept = db.session.scalars(select(PreparedExport)).one()
    assert not list(preparing.path_of(kept).parent.iterdir())
    again = ask(siti, path)
    assert again != page
    assert work_once()
    names = [it["name"] for it in rows(siti, again)]
    assert (len(names), names) == (7, sorted(names))
    assert noted("exported")[0].subject_kind == "fulfilment"


@ONE_ENGINE
def test_whoever_lists_nobody_asks_for_nothing_and_few_rows_come_at_once(
    siti: Browser, cast: Cast, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = siti.get("/register/export").text.split('name="csrf_token" value="')[1].split('"')[0]
    wrong = siti.post("/register/prepared?format=exe", data={"csrf_token": token})
    assert wrong.status_code == 422
    rani = at(cast.rani)
    assert rani.get("/register/export").status_code == 403
    monkeypatch.setattr(actions, "LARGE", 2)
    assert siti.get("/register/export", headers=GZIP).headers["Content-Encoding"] == "gzip"
    assert not db.session.scalars(select(PreparedExport)).all()
