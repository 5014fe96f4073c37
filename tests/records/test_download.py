"""The register's download: the page's rows in one packed piece, and a note of who took them."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cast import Cast, Someone
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from registers import Register

At = Callable[[Someone], FlaskClient]
DAY = date(2026, 5, 4)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def downloaded(browser: FlaskClient, query: str = "") -> str:
    answer = browser.get(f"/register/export{query}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    return gzip.decompress(answer.data).decode()


def test_the_page_gives_the_rows_that_it_shows(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.rani, DAY)
    register.add(cast.yusuf, date(2025, 5, 4))
    register.add(cast.lestari, DAY)
    browser = at(cast.siti)
    assert [row["name"] for row in rows(downloaded(browser))] == ["Rani Anggraini"]
    assert len(rows(downloaded(browser, "?year=all"))) == 2
    assert json.loads(downloaded(browser, "?format=jsonl"))["name"] == "Rani Anggraini"
    assert downloaded(browser, "?bom=1").startswith("\ufeff")


def test_it_comes_as_a_file_of_one_piece(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.rani, DAY)
    answer = at(cast.siti).get("/register/export", headers={"Accept-Encoding": "gzip"})
    assert answer.content_type == "text/csv; charset=utf-8"
    named = answer.headers["Content-Disposition"]
    assert named == "attachment; filename=penyelesaian-2026-11-22.csv"
    pieces = list(answer.iter_encoded())
    assert len(pieces) == 1  # a slow reader of many would hold a thread of the server
    assert answer.headers["Cache-Control"] == "no-store"
    plain = at(cast.siti).get("/register/export")
    assert plain.content_type == "application/gzip"
    assert plain.headers["Content-Disposition"].endswith(".csv.gz")
    assert gzip.decompress(plain.data) == gzip.decompress(pieces[0])


def test_who_took_what_is_noted_without_the_name_that_was_looked_for(
    register: Register, cast: Cast, at: At
) -> None:
    register.add(cast.rani, DAY)
    downloaded(at(cast.siti), "?q=anggraini")
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "exported")).one()
    assert (noted.actor_id, noted.agency_id) == (cast.siti.id, cast.province)
    assert (noted.subject_kind, noted.subject_id) == ("register", "csv")
    assert (noted.detail["rows"], noted.detail["position"]) == (1, 1)
    assert noted.detail["wanted"]["since"] == "2026-01-01"
    assert "anggraini" not in json.dumps(noted.detail)


@pytest.mark.parametrize("query", ["?format=exe", "?format=", "?year=x"])
def test_what_cannot_be_had_is_refused_and_not_noted(cast: Cast, at: At, query: str) -> None:
    assert at(cast.siti).get(f"/register/export{query}").status_code == 422
    assert db.session.scalar(select(AuditEntry).where(AuditEntry.verb == "exported")) is None
