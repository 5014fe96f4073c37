"""The estimate for the IP ASN: on one's transcript, and over the people of a scope."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from re import sub

import pytest
from flask.testing import FlaskClient

from cast import Cast, Someone
from lms.foundation.database import db, transaction
from lms.identity.models import Post, PostLevel
from lms.identity.queries import Scope
from lms.records.queries import professionalism
from lms.reports.queries import list_estimates, spread
from lms.standards.models import IndexPart
from registers import NOW, Register
from statements import statements

At = Callable[[Someone], FlaskClient]
ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
ADDRESSES = ("/reports/professionalism", "/reports/professionalism/people?band=20")


def text(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.fixture
def full(register: Register, cast: Cast) -> Register:
    """Rani, a pelaksana, has 20 JP and a seminar; Dedi 20 JP; Nurul a seminar of last year."""
    register.add(cast.rani, date(2026, 6, 6), jp=12, title="Data")
    register.add(cast.rani, date(2026, 7, 6), jp=4, title="Seminar", form=9)
    register.add(cast.dedi, date(2026, 7, 6), jp=20, title="Data")
    register.add(cast.nurul, date(2025, 7, 6), jp=4, title="Seminar", form=9)
    return register


def test_twenty_jp_and_a_seminar_are_all_forty_of_a_pelaksana(
    cast: Cast, full: Register, at: At
) -> None:
    read = text(at(cast.rani), "/transcript")
    assert "Dampak pada IP ASN, perkiraan 40 dari 40 angka dimensi kompetensi" in read
    assert "PermenPANRB 38/2018 (belum diverifikasi BKD)" in read
    assert "17,5 dari 40 angka" in text(at(cast.nurul), "/transcript")


def test_officers_read_how_people_are_spread_and_heads_their_own(
    cast: Cast, full: Register, at: At
) -> None:
    answer = at(cast.siti).get("/reports/professionalism/export")
    lines = answer.text.removeprefix("\ufeff").split("\r\n")[1:-1]
    assert "Bidang Aplikasi,2,0,0,1,0,1,31.25" in lines
    assert "Dinas Pendidikan,2,1,1,0,0,0,8.75" in lines
    assert not any("Dinas Kependudukan" in line for line in lines)
    head = at(cast.yusuf)
    assert "Dinas Pendidikan" not in text(head, "/reports/professionalism")
    behind = text(head, f"/reports/professionalism/people?unit={cast.units['aplikasi']}&band=40")
    assert "Rani Anggraini" in behind
    assert "Dedi" not in behind
    assert "Nurul" not in text(head, "/reports/professionalism/people?band=10")


def test_the_spread_says_the_same_as_each_persons_own_estimate(cast: Cast, full: Register) -> None:
    with transaction():
        db.session.get_one(Post, 1).level = PostLevel.FUNGSIONAL
        to_come = {"since": NOW.date() + timedelta(days=1), "legal_basis": "", "verified": True}
        asks = {"name": "hours", "points": 1, "jp": 1, "forms": [], "proportional": False}
        db.session.add(IndexPart(post_level=PostLevel.FUNGSIONAL, **asks, **to_come))
    full.add(cast.rani, date(2019, 7, 6), jp=30, title="Diklat", form=2)
    scope = Scope(agencies=frozenset({cast.province}))
    listed = {each["name"]: each["points"] for each in list_estimates(scope, 2026, 1).rows}
    own = {
        each.name: estimate.points
        for each in cast.people.values()
        if each.agency_id == cast.province
        and (estimate := professionalism(each.id, NOW.date())) is not None
    }
    assert listed == own
    assert own["Rani Anggraini"] == Decimal(40)
    whole = spread(scope, 2026)[0]
    assert whole.people == len(own)
    assert whole.points == sum(own.values())


@ONE_ENGINE
def test_it_is_refused_to_whoever_has_nobody_to_list(cast: Cast, full: Register, at: At) -> None:
    for someone in (cast.rani, cast.wati):
        for address in (*ADDRESSES, "/reports/professionalism/export"):
            assert at(someone).get(address).status_code == 403


@ONE_ENGINE
def test_it_asks_no_more_for_many_than_for_few(cast: Cast, register: Register, at: At) -> None:
    officer = at(cast.siti)

    def count(address: str) -> int:
        text(officer, address)
        with statements() as asked:
            text(officer, address)
        return len(asked)

    few = [count(address) for address in ADDRESSES]
    for number, someone in enumerate((cast.rani, cast.hendra, cast.nurul, cast.wati)):
        register.add(someone, date(2026, 3, 3), jp=20 + number, title="Data")
    assert [count(address) for address in ADDRESSES] == few
    assert max(few) <= 10
