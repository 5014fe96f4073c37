"""A part of the index of professionalism changes from a day on when two officers agree."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from browser import Browser
from cast import Cast, Someone, sign_in
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, NotAllowed
from lms.identity.actions import give_grant
from lms.identity.models import Person, PostLevel, Role
from lms.standards.actions import agree_part
from lms.standards.queries import index_parts, part_change, worth
from pages import read

ALIKE = ["fungsional", "pengawas", "administrator", "jpt_pratama", "jpt_madya"]
HOURS = "/index-rules/pengawas/hours"
TYPED = {
    "levels": ALIKE,
    "points": "15",
    "jp": 20,
    "proportional": "y",
    "years": 1,
    "legal_basis": "Keputusan Kepala BKD 14/2026",
    "reason": "Sebanding menurut BKN.",
}
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def two(app: Flask, cast: Cast) -> Cast:
    """Nurul is an officer of the province's BKD too."""
    with transaction():
        nurul = db.session.get_one(Person, cast.nurul.id)
        give_grant(nurul, Role.BKD_OFFICER, cast.province, since=date(2026, 1, 1), unit_id=None)
    return cast


def window(app: Flask, someone: Someone) -> Browser:
    browser = app.test_client()
    sign_in(browser, someone)
    assert isinstance(browser, Browser)
    return browser


def proposed(browser: Browser, path: str = HOURS, **changed: object) -> UUID:
    typed = {**TYPED, "since": clock.today().isoformat(), **changed}
    answer = browser.submit(f"{path}/change", **typed)
    assert answer.status_code == 302, answer.text
    return UUID(str(answer.location).rsplit("/", 1)[-1])


def answered(browser: Browser, change_id: UUID, verdict: str, reason: str = "") -> int:
    path = f"/index-rules/changes/{change_id}"
    token = browser.get(path).text.split('name="csrf_token" value="')[1].split('"')[0]
    given = {"csrf_token": token, "verdict": verdict, "reason": reason}
    return browser.post(path, data=given).status_code


def points(level: PostLevel, day: date, jp: int) -> Decimal:
    return worth(index_parts(day)[level], {"hours": jp})


def test_it_is_figured_so_from_its_day_on_once_another_officer_agreed(
    app: Flask, two: Cast
) -> None:
    today, soon = clock.today(), clock.today() + timedelta(days=30)
    siti, nurul = window(app, two.siti), window(app, two.nurul)
    boxes = read(siti.get(f"{HOURS}/change").text).all("input")
    given = [it for it in boxes if it.get("name") == "levels"]
    assert [it.get("value") for it in given if "checked" in it.attributes] == ALIKE
    change = proposed(siti, since=soon.isoformat())
    assert part_change(change).levels == ALIKE
    assert points(PostLevel.PENGAWAS, soon, 10) == 0  # nobody agreed yet
    page = siti.get(f"/index-rules/changes/{change}").text
    assert "menunggu persetujuan" in page
    assert "semua bagian menjadi 40 dari 40" in page
    assert 'value="agree"' not in page
    assert answered(nurul, change, "agree") == 302
    for level in (PostLevel.PENGAWAS, PostLevel.FUNGSIONAL):
        assert points(level, soon, 10) == Decimal("7.5")
        assert points(level, today, 10) == 0
    assert points(PostLevel.PELAKSANA, soon, 10) == 0
    page = siti.get(HOURS).text
    for said in ("akan berlaku", "disetujui", "Nurul Hidayah", "Siti Nurbaya", "PermenPANRB"):
        assert said in page
    with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
        db.session.execute(text("UPDATE part_change SET points = 40"))
    with pytest.raises(DBAPIError, match="is never rewritten"), transaction():
        db.session.execute(text("DELETE FROM part_step"))


@ONE_ENGINE
def test_nobody_agrees_with_themselves_and_others_change_nothing(app: Flask, two: Cast) -> None:
    siti, nurul = window(app, two.siti), window(app, two.nurul)
    change = proposed(siti)
    path = f"/index-rules/changes/{change}"
    with pytest.raises(NotAllowed, match="petugas lain"), transaction():
        agree_part(change, two.siti.id)
    for someone in (two.rani, two.murni, two.amin):
        browser = window(app, someone)
        listed = browser.get("/index-rules").text
        assert "belum diverifikasi" in listed
        assert "diusulkan Siti Nurbaya" in listed
        assert path not in listed, "which they may not open"
        assert "Usulkan perubahan" not in browser.get(HOURS).text
        assert browser.get(f"{HOURS}/change").status_code == 403
        assert browser.get(path).status_code == 403
    for wrong in ("/index-rules/pengawas/lain", "/index-rules/lurah/hours"):
        assert siti.get(wrong).status_code == 404
    assert answered(nurul, change, "refuse") == 422  # without a reason
    assert siti.submit(path, f"{path}/withdrawal").status_code == 302
    with pytest.raises(Conflict, match="sudah dijawab"), transaction():
        agree_part(change, two.nurul.id)


@ONE_ENGINE
def test_what_cannot_be_is_told_and_loses_nothing(app: Flask, two: Cast) -> None:
    siti, nurul = window(app, two.siti), window(app, two.nurul)
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    for changed, told in (
        ({"since": yesterday}, "hari yang lewat tidak berubah"),
        ({"points": "41"}, "Angka antara 0 dan 40"),
        ({"points": "1.234"}, "paling banyak dua desimal"),
        ({"points": "NaN"}, "Angka antara 0 dan 40"),
        ({"points": "banyak"}, "Isi dengan angka"),
        ({"jp": 0}, "JP antara 1"),
        ({"years": 99}, "Masa hitung antara 1"),
        ({"levels": []}, "paling sedikit satu jenjang"),
        ({"legal_basis": " "}, "Tuliskan dasar hukumnya"),
    ):
        typed = {**TYPED, "since": clock.today().isoformat(), **changed}
        refused = siti.submit(f"{HOURS}/change", **typed)
        assert refused.status_code == 422, told
        assert told in refused.text
        assert "Sebanding menurut BKN." in refused.text
    more, less = proposed(siti, points="20"), proposed(siti, HOURS, points="10")
    assert answered(nurul, more, "agree") == 409  # 45 in all
    assert answered(nurul, less, "agree") == 302
    again = siti.submit(f"{HOURS}/change", **TYPED, since=clock.today().isoformat())
    assert "yang mulai pada hari itu" in again.text
