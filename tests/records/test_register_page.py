"""The register as officers and heads of units read it, and as nobody else does."""

from collections.abc import Callable
from datetime import date
from html import unescape
from re import findall, sub

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cast import Cast, Someone
from lms.foundation.database import db, transaction
from lms.identity.actions import replace_nip
from lms.identity.models import Person
from lms.records import queries
from lms.records.actions import Change, correct_completion
from lms.records.models import Completion
from registers import Register
from statements import statements

At = Callable[[Someone], FlaskClient]
DAY = date(2026, 5, 4)


def page(browser: FlaskClient, query: str = "", status: int = 200) -> str:
    answer = browser.get(f"/register{query}")
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split())


def names(html: str) -> list[str]:
    return findall(r'<th scope="row" class="full">([^<]+)</th>', html)


def sums(html: str) -> list[str]:
    return findall(r"<dd>([\d.]+)</dd>", html)


def text(html: str) -> str:
    return " ".join(unescape(sub(r"<[^>]+>", " ", html)).split())


def test_the_officer_reads_the_agencys_records_of_the_year(
    filled: Register, cast: Cast, at: At
) -> None:
    read = page(at(cast.siti))
    assert names(read) == ["Yusuf Effendi", "Rani Anggraini"]  # the latest first
    assert sums(read) == ["2", "2", "24"]  # records, people, JP
    assert "data per 22 Nov 2026, 10.12 WIB, sampai nomor register 4" in read
    assert "Disaring: tahun 2026. Catatan lain" in read


FILTERS = {
    "?year=2025": ["Nurul Hidayah"],
    "?year=2024": [],
    "?year=all": ["Yusuf Effendi", "Rani Anggraini", "Nurul Hidayah"],
    "?year=all&course=arsip": ["Yusuf Effendi", "Nurul Hidayah"],
    "?year=all&form=9": ["Yusuf Effendi"],
    "?year=all&q=ANGgraini+ra": ["Rani Anggraini"],
    "?year=all&q=%25": [],
    "?year=all&q=1991+0412+2015+03.2.004": ["Rani Anggraini"],
    "?year=all&q=19910412": [],
    "?year=2026&course=arsip&q=nurul": [],
}


@pytest.mark.parametrize("query", FILTERS)
def test_filters_narrow_it(filled: Register, cast: Cast, at: At, query: str) -> None:
    assert names(page(at(cast.siti), query)) == FILTERS[query]


def test_a_form_is_told_by_its_name_and_not_by_its_code(
    filled: Register, cast: Cast, at: At
) -> None:
    read = page(at(cast.siti), "?year=2026&form=9")
    assert '<td class="form" data-label="Bentuk">Seminar</td>' in read


def test_a_past_nip_finds_the_person(filled: Register, cast: Cast, at: At) -> None:
    with transaction():
        replace_nip(db.session.get_one(Person, cast.rani.id), "199104122015032999", "salah", None)
    for nip in (cast.rani.nip, "199104122015032999"):
        assert names(page(at(cast.siti), f"?q={nip}")) == ["Rani Anggraini"]


def test_a_nip_is_masked_in_the_list(filled: Register, cast: Cast, at: At) -> None:
    read = page(at(cast.siti))
    assert "1991•••••004" in read
    assert cast.rani.nip not in read


def test_each_filter_in_force_can_be_taken_away(filled: Register, cast: Cast, at: At) -> None:
    read = page(at(cast.siti), "?year=2026&form=9&q=yusuf&sort=name&page=1")
    chips = {
        text(words): unescape(url)
        for url, words in findall(r'<a class="chip" href="([^"]+)">(.*?)</a>', read)
    }
    assert chips == {
        "tahun 2026 hapus": "/register?q=yusuf&year=all&form=9&sort=name",
        "bentuk Seminar hapus": "/register?q=yusuf&year=2026&sort=name",
        "nama berisi “yusuf” hapus": "/register?year=2026&form=9&sort=name",
    }


def test_every_column_sorts_both_ways(filled: Register, cast: Cast, at: At) -> None:
    browser = at(cast.siti)
    orders = {
        "name": ["Nurul Hidayah", "Rani Anggraini", "Yusuf Effendi"],
        "unit": ["Rani Anggraini", "Yusuf Effendi", "Nurul Hidayah"],
        "jp": ["Rani Anggraini", "Nurul Hidayah", "Yusuf Effendi"],
        "completed": ["Nurul Hidayah", "Rani Anggraini", "Yusuf Effendi"],
    }
    for column, order in orders.items():
        assert names(page(browser, f"?year=all&sort={column}")) == order, column
        assert names(page(browser, f"?year=all&sort=-{column}")) == order[::-1], column
    for column in set(queries.SORTS) - set(orders):
        assert len(names(page(browser, f"?year=all&sort={column}"))) == 3
    assert 'aria-sort="ascending"><a href="/register?year=all&amp;sort=-name">' in page(
        browser, "?year=all&sort=name"
    )


WEIRD = {
    "?sort=nip": (422, "Urutan “nip” tidak dikenal"),
    "?sort=name;drop": (422, "Urutan “name;drop” tidak dikenal"),
    "?year=dua ribu": (422, "Tahun “dua ribu” tidak dikenal"),
    "?year=99999": (422, "Tahun “99999” tidak dikenal"),
    "?year=-1": (422, "Tahun “-1” tidak dikenal"),
    "?page=satu": (422, "bukan nomor"),
    "?unit=kominfo": (422, "bukan nomor"),
    "?form=77": (404, "Bentuk itu tidak ada dalam register"),
    "?course=entah": (404, "Kursus itu tidak ada dalam register"),
    "?course=loket-kota": (404, "Kursus itu tidak ada dalam register"),
}


@pytest.mark.parametrize("query", WEIRD)
def test_a_weird_value_gets_a_clear_answer(
    filled: Register, cast: Cast, at: At, query: str
) -> None:
    status, sentence = WEIRD[query]
    read = page(at(cast.siti), query, status)
    assert sentence in text(read)
    assert '<a class="button" href="/register">Kembali ke register</a>' in read


def test_a_correction_is_marked_and_stands_alone(register: Register, cast: Cast, at: At) -> None:
    wrong = register.add(cast.rani, DAY)
    with transaction():
        correct_completion(wrong, cast.siti.id, "Surat tugas 6 JP", Change(jp=6))
    read = page(at(cast.siti))
    assert (names(read), sums(read)[2]) == (["Rani Anggraini"], "6")
    assert "Koreksi" in read


def test_fifty_stand_on_a_page(register: Register, cast: Cast, at: At) -> None:
    for _ in range(51):
        register.add(cast.rani, DAY, jp=1)
    browser = at(cast.siti)
    first, second = page(browser), page(browser, "?page=2")
    assert (len(names(first)), len(names(second))) == (50, 1)
    assert "Baris 1 sampai 50 dari 51" in first
    assert "Baris 51 sampai 51 dari 51" in second
    assert sums(first) == sums(second)
    assert names(page(browser, "?page=9")) == names(second)  # past the end is the end
    positions = [each.position for each in db.session.scalars(select(Completion))]
    assert len(set(positions)) == 51


def test_nothing_found_shows_the_way_out(filled: Register, cast: Cast, at: At) -> None:
    read = page(at(cast.siti), "?q=tidak+ada")
    assert "Tidak ada catatan yang cocok" in read
    assert "/register/export" not in read


def test_it_asks_no_more_as_the_register_grows(register: Register, cast: Cast, at: At) -> None:
    browser = at(cast.siti)
    register.add(cast.rani, DAY)
    query = f"?year=2026&unit={cast.units['kominfo']}&q=rani&form=16"
    page(browser, query)
    with statements() as few:
        page(browser, query)
    for number in range(60):
        register.add(cast.rani, DAY, title=f"Kursus {number}")
    with statements() as many:
        page(browser, query)
    few.at_most(11)
    many.at_most(len(few))
