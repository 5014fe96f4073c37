"""The page that everyone has of their own: what is done, what it is worth, by which rule."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from cast import Cast, Someone
from lms.foundation.database import db, transaction
from lms.identity import queries
from lms.identity.actions import place
from lms.identity.models import Person, StaffKind, Unit
from lms.records.actions import Change, correct_completion
from registers import Learner, Register
from statements import statements

At = Callable[[Someone], FlaskClient]
DAY = date(2026, 5, 4)
TODAY = date(2026, 11, 22)


def words(browser: FlaskClient, path: str = "/transcript") -> str:
    page = browser.get(path)
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_it_is_empty_before_anything_is_done(cast: Cast, at: At) -> None:
    page = words(at(cast.rani))
    assert "Belum ada kursus yang selesai" in page
    assert "Kurang 20 JP sampai 31 Desember 2026" in page
    assert "Lembar cetak" not in page


def test_pns_read_how_much_is_missing_until_when(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.rani, DAY, jp=12)
    page = words(at(cast.rani))
    assert "Kurang 8 JP sampai 31 Desember 2026" in page
    assert 'aria-label="12 dari 20 JP tahun ini"' in page
    assert "Dasar: PP 11/2017 jo. PP 17/2020 pasal 203" in page


def test_pns_who_have_reached_it_are_told_so(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.rani, DAY, jp=23)
    assert "Batas 20 JP tahun ini sudah tercapai" in words(at(cast.rani))


def test_pppk_read_what_is_used_and_never_a_goal(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.dedi, DAY, jp=6)
    page = words(at(cast.dedi))
    assert "6 JP terpakai dari paling banyak 24 JP" in page
    assert "tahun kontrak 1 Maret 2026 sampai 28 Februari 2027" in page
    assert 'class="ring"' not in page
    assert "Kurang" not in page
    register.add(cast.dedi, DAY, jp=20, title="Panjang")
    assert "2 JP melewati batas tahun kontrak" in words(at(cast.dedi))


def test_cpns_read_a_count_without_a_limit(register: Register, cast: Cast, at: At) -> None:
    with transaction():
        who = update(Person).where(Person.id == cast.rani.id)
        db.session.execute(who.values(staff_kind=StaffKind.CPNS))
    register.add(cast.rani, DAY, jp=5)
    page = words(at(cast.rani))
    assert "5 JP tercatat sampai hari ini" in page
    assert 'class="ring"' not in page


def test_each_completion_has_its_day_hours_score_and_rule(
    register: Register, cast: Cast, at: At
) -> None:
    register.add(cast.rani, DAY, title="Naskah Dinas")
    register.add(cast.rani, date(2025, 6, 7), title="Arsip", form=9)
    page = words(at(cast.rani))
    assert page.index("Naskah Dinas") < page.index("Arsip")  # the latest first
    assert '<time datetime="2026-05-04">4 Mei</time>' in page
    assert "nilai 82,5" in page
    assert "Seminar" in page
    assert "Peraturan LAN 10/2018 lampiran (belum diverifikasi BKD)" in page
    assert "2026: 4 JP" in page
    assert "2025: 4 JP" in page
    assert page.count("Lembar cetak") == 1


def test_a_correction_is_shown_with_its_reason(register: Register, cast: Cast, at: At) -> None:
    wrong = register.add(cast.rani, DAY)
    with transaction():
        correct_completion(wrong, cast.siti.id, "Surat tugas 6 JP", Change(jp=6))
    page = words(at(cast.rani))
    assert "Dikoreksi: Surat tugas 6 JP" in page
    assert "Kurang 14 JP" in page


def test_levels_come_with_the_rule_and_the_notice(app: Flask, rani: Learner) -> None:
    rani.finish()
    page = words(rani.browser)
    assert "M.5 Pelayanan Publik" in page
    assert "Terakhir: jenjang 1, 22 November 2026" in page
    assert "6 dari 6 poin" in page
    assert "paling sedikit 3 soal dan dijawab dengan paling sedikit 70 persen poinnya" in page
    assert "Ini bukti belajar, bukan penilaian kompetensi resmi." in page
    assert "Diminta jabatan Anda, belum ada bukti:" in page


def test_nobody_elses_learning_is_on_it(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.nurul, DAY, title="Rahasia Nurul")
    assert "Rahasia Nurul" not in words(at(cast.rani))
    assert "Rahasia Nurul" not in words(at(cast.rani), "/transcript/print")


def test_the_sheet_carries_who_it_is_about(register: Register, cast: Cast, at: At) -> None:
    register.add(cast.rani, DAY)
    page = words(at(cast.rani), "/transcript/print")
    for text in (cast.rani.nip, "Rani Anggraini", "Bidang Aplikasi", "4 Mei 2026", "2026: 4 JP"):
        assert text in page
    assert "Diambil dari register Belajar ASN pada 22 Nov 2026, 10.12 WIB" in page


def test_the_sheet_does_not_run_ahead_of_a_transfer(cast: Cast, at: At) -> None:
    """Where somebody will work is known before they do."""
    with transaction():
        here = queries.membership(cast.rani.id, TODAY)
        there = db.session.get_one(Unit, cast.units["pendidikan"])
        assert here
        rani, tomorrow = queries.person(cast.rani.id), TODAY + timedelta(days=1)
        place(rani, there, here.post, "IV/a", tomorrow, cast.siti.id)
    page = words(at(cast.rani), "/transcript/print")
    assert "Bidang Aplikasi" in page
    assert there.name not in page
    assert "IV/a" not in page


def test_an_empty_sheet_says_so(cast: Cast, at: At) -> None:
    assert "Belum ada kursus yang selesai" in words(at(cast.rani), "/transcript/print")


def test_it_asks_no_more_as_records_grow(register: Register, cast: Cast, at: At) -> None:
    browser = at(cast.rani)
    register.add(cast.rani, DAY)
    browser.get("/transcript")
    with statements() as few:
        browser.get("/transcript")
    for number in range(20):
        register.add(cast.rani, DAY, title=f"Kursus {number}")
    with statements() as many:
        browser.get("/transcript")
    few.at_most(13)
    many.at_most(len(few))
