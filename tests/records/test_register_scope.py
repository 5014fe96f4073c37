"""Whose records the register shows to whom."""

from collections.abc import Callable
from html import unescape
from re import findall, sub

from flask.testing import FlaskClient

from cast import Cast, Someone
from lms.foundation.database import db
from lms.records import queries
from registers import Register

At = Callable[[Someone], FlaskClient]


def page(browser: FlaskClient, query: str = "", status: int = 200) -> str:
    answer = browser.get(f"/register{query}")
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split())


def names(html: str) -> list[str]:
    return findall(r'<th scope="row" class="full">([^<]+)</th>', html)


def text(html: str) -> str:
    return " ".join(unescape(sub(r"<[^>]+>", " ", html)).split())


def test_learners_trainers_and_administrators_are_told_where_their_own_records_are(
    filled: Register, cast: Cast, at: At
) -> None:
    for someone in (cast.rani, cast.wati, cast.amin):
        refused = text(page(at(someone), status=403))
        assert "Register hanya dibuka bagi petugas kepegawaian" in refused
        assert "ada di rapor" in refused
        assert at(someone).get("/register/export").status_code == 403


def test_it_is_open_to_officers_and_heads_alone(filled: Register, cast: Cast) -> None:
    db.session.rollback()
    may = {key for key, each in cast.people.items() if queries.scope_of(each.id)}
    assert may == {"yusuf", "siti", "murni"}


def test_another_agencys_officer_reads_only_theirs(filled: Register, cast: Cast, at: At) -> None:
    read = page(at(cast.murni), "?year=all")
    assert names(read) == ["Lestari Handayani"]
    assert "Naskah Dinas" not in read  # not even as a filter


def test_a_head_reads_the_units_own_subtree(filled: Register, cast: Cast, at: At) -> None:
    read = page(at(cast.yusuf), "?year=all")
    assert names(read) == ["Yusuf Effendi", "Rani Anggraini"]
    assert "Dinas Pendidikan" not in read
    exported = at(cast.yusuf).get("/register/export?year=all", headers={"Accept-Encoding": "gzip"})
    assert exported.status_code == 200


def test_a_unit_outside_ones_scope_does_not_exist(filled: Register, cast: Cast, at: At) -> None:
    for someone, unit in ((cast.yusuf, "pendidikan"), (cast.siti, "dukcapil")):
        browser = at(someone)
        query = f"?unit={cast.units[unit]}"
        assert "Unit itu tidak ada dalam register" in text(page(browser, query, 404))
        assert browser.get(f"/register/export{query}").status_code == 404


def test_a_unit_brings_what_is_below_it(filled: Register, cast: Cast, at: At) -> None:
    browser = at(cast.siti)
    kominfo = page(browser, f"?unit={cast.units['kominfo']}")
    assert names(kominfo) == ["Yusuf Effendi", "Rani Anggraini"]
    assert "Dinas Komunikasi dan Informatika dan unit di bawahnya" in kominfo
    assert names(page(browser, f"?unit={cast.units['aplikasi']}")) == ["Rani Anggraini"]
