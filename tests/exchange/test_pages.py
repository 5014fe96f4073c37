"""Bringing a file to the bank in the browser, in two steps, and who may."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from cancelled import work_and_cancel
from cast import Cast
from essays import Reader
from lms.catalog.models import BankTopic, QuestionPlace
from lms.exchange.models import ImportState, QuestionImport
from lms.foundation import jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, work_once
from statements import statements

SOAL = """\
::loket-1::Siapa yang dilayani? {=Warga #Benar. ~Tidak ada #Keliru.}

::loket-2::Berapa hari? {#3:1}

Rusak? {=a
"""
sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def send(reader: Reader, text: str = SOAL, **changed: object) -> str:
    """Send a file; answers the address of its page."""
    given = {"file": (BytesIO(text.encode()), "soal.txt"), "topic": "loket", "title": "Loket"}
    answer = reader.post("/bank/import", **(given | {"format": "", "level": ""} | changed))
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def in_bank() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(QuestionPlace)) or 0


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Reader:
    return Reader(app.test_client(), cast.wati)


def test_a_file_is_shown_first_and_enters_the_bank_when_asked(wati: Reader, cast: Cast) -> None:
    page = send(wati)
    assert "Sedang diperiksa" in wati.get(page).text
    assert wati.post(f"{page}/keeping").status_code == 409
    assert work_once()
    shown = wati.get(page).text
    assert "Menunggu keputusan Anda" in shown
    assert "tidak ditutup" in shown
    assert "Pilihan ganda" in shown
    assert "single" not in shown, "an author's word, not a trainer's"
    assert "<h3>Siapa yang dilayani?</h3>" in shown
    assert "<h3>baris 5</h3>" in shown, "of what cannot be read, only where it stands"
    assert in_bank() == 0
    report = wati.get(f"{page}/report").text.splitlines()
    assert len(report) == 4
    assert "skipped" in report[3]

    assert wati.post(f"{page}/keeping").status_code == 302
    assert wati.post(f"{page}/keeping").status_code == 409, "the second of two clicks"
    assert work_once()
    assert "Sudah di bank" in wati.get(page).text
    assert in_bank() == 2
    topic = db.session.scalars(select(BankTopic)).one()
    assert (topic.slug, topic.title, topic.agency_id) == ("loket", "Loket", cast.province)
    assert topic.changed_by == cast.wati.id

    again = send(wati)
    assert work_once()
    assert "Tidak ada yang dimasukkan" in wati.get(again).text, "nothing is left to decide"
    assert "Menunggu keputusan Anda" not in wati.get(again).text
    assert "Sama dengan yang ada di bank, topik loket." in wati.get(again).text
    assert "soal ke bank</button>" not in wati.get(again).text
    assert in_bank() == 2


@sqlite_only
def test_bad_input_is_told_beside_its_field_and_nothing_is_kept(wati: Reader) -> None:
    for changed, said in (
        ({"file": (BytesIO(b""), "")}, "Pilih berkas"),
        ({"file": (BytesIO(b"Halo."), "a.txt")}, "tidak dikenali"),
        ({"topic": "Loket KTP"}, "huruf kecil"),
        ({"level": "9"}, "tidak dikenal"),
        ({"level": "abc"}, "tidak dikenal"),
    ):
        given = {"file": (BytesIO(SOAL.encode()), "a.txt"), "topic": "loket", "format": ""}
        answer = wati.post("/bank/import", **(given | {"level": ""} | changed))
        assert (answer.status_code, said in answer.text) == (422, True), said
    assert db.session.scalar(select(func.count()).select_from(QuestionImport)) == 0


@sqlite_only
def test_a_hostile_file_is_refused_as_a_whole_with_its_reason(wati: Reader) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>'
    page = send(wati, bomb)
    assert work_once()
    assert "DOCTYPE" in wati.get(page).text
    assert db.session.scalars(select(QuestionImport.state)).one() == ImportState.REFUSED


@sqlite_only
def test_only_trainers_and_programme_officers_of_the_agency_may(
    app: Flask, cast: Cast, wati: Reader
) -> None:
    page = send(wati)
    assert work_once()
    rani = Reader(app.test_client(), cast.rani)
    for address in ("/bank/import", "/bank/export", "/bank/export/file?topic=loket&format=gift"):
        assert rani.get(address).status_code == 403
    assert rani.post("/bank/import").status_code == 403
    assert rani.get(page).status_code == 404, "nobody outside knows of it"
    assert rani.get(f"{page}/report").status_code == 404
    assert rani.post(f"{page}/keeping").status_code == 404


@sqlite_only
def test_a_topic_is_taken_along_and_what_cannot_go_is_named(wati: Reader) -> None:
    page = send(wati)
    work_once()
    wati.post(f"{page}/keeping")
    work_once()
    shown = wati.get("/bank/export?topic=loket&format=gift").text
    assert "Semua soal ikut" in shown
    gift = wati.get("/bank/export/file?topic=loket&format=gift")
    assert b"::loket-2::" in gift.data
    assert "attachment" in gift.headers["Content-Disposition"]
    text = wati.get("/bank/export/file?topic=loket&format=markdown").text
    assert "{#loket-1 type=single topic=loket}" in text
    for address in ("?topic=tidak-ada&format=gift", "?topic=loket&format=word"):
        assert wati.get(f"/bank/export/file{address}").status_code == 404
        assert wati.get(f"/bank/export{address}").status_code == 404


@sqlite_only
def test_many_questions_cost_no_more_statements(wati: Reader) -> None:
    wati.get("/bank/import")  # a process asks once whether it serves the demonstration
    costs = []
    for many in (2, 120):
        text = "\n\n".join(f"Soal {number}? {{=a{number} ~b}}" for number in range(many))
        page = send(wati, text, topic=f"topik-{many}")
        work_once()
        with statements() as asked:
            assert wati.get(page).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_an_import_that_is_cancelled_puts_nothing_into_the_bank_and_says_so(wati: Reader) -> None:
    page = send(wati)
    assert work_once()
    assert wati.post(f"{page}/keeping").status_code == 302
    ended, told = work_and_cancel(at=2)
    assert (ended, told) == (JobState.CANCELLED, [(1, 3), (2, 3)])
    assert in_bank() == 0
    assert "tidak ada soalnya yang masuk ke bank" in wati.get(page).text
    never = send(wati)
    with transaction():
        jobs.cancel(db.session.scalars(select(func.max(Job.id))).one(), by=1, agency_id=None)
    assert not work_once()
    assert "Dibatalkan oleh administrator" in wati.get(never).text
