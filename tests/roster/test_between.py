"""People between two agencies, files between two programs, and imports that somebody cancels."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from cancelled import work_and_cancel
from cast import Cast
from essays import Reader
from lms.foundation import jobs
from lms.foundation.database import db, transaction
from lms.foundation.jobs import Job, JobState, work_once
from lms.foundation.spreadsheets import grouped
from lms.roster.models import RosterChange
from rosters import TEDI, everything, known, places, press, send, table

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = f"{TEDI};Tedi Kurnia;tedi@contoh.go.id;III/a;Pelaksana;;Bidang Aplikasi;Aktif;01-03-2026"


@pytest.fixture
def siti(app: Flask, cast: Cast) -> Reader:
    return Reader(app.test_client(), cast.siti)


def test_whoever_one_agency_let_go_another_takes_in_with_their_history(
    app: Flask, siti: Reader, cast: Cast
) -> None:
    murni = Reader(app.test_client(), cast.murni)
    row = f"{cast.rani.nip};Rani Anggraini;;III/b;Pelaksana;;%s;Aktif;2026-05-01"
    here = row % "Dinas Kependudukan dan Pencatatan Sipil"
    there = row % "Dinas Pendidikan"
    page = send(murni, table(here), cast.city)
    assert "tercatat di Pemerintah Provinsi Jambi" in murni.get(page).text
    gone = send(siti, table(f"{cast.rani.nip};;;;;;;Pindah instansi;2026-04-01"), cast.province)
    press(siti, gone, "keeping")
    pages = [send(murni, table(here), cast.city), send(siti, table(there), cast.province)]
    press(murni, pages[0], "keeping")
    press(siti, pages[1], "keeping")  # compared anew: somebody else was first
    assert "tercatat di Pemerintah Kota Jambi" in siti.get(pages[1]).text
    assert known(cast.rani.nip).active
    names = [name for name, *_ in places(cast.rani.nip)]
    assert names == ["Bidang Aplikasi", "Dinas Kependudukan dan Pencatatan Sipil"]
    press(siti, gone, "undoing")
    assert "Akunnya sudah dibuka kembali setelah impor ini." in siti.get(gone).text
    assert places(cast.rani.nip)[0][3] == date(2026, 4, 1)
    press(murni, pages[0], "undoing")
    assert "akunnya tetap ada, penempatannya dibatalkan" in murni.get(pages[0]).text
    assert len(places(cast.rani.nip)) == 1


@ONE_ENGINE
def test_a_number_in_the_file_of_bad_rows_stays_whole_in_a_spreadsheet(
    siti: Reader, cast: Cast
) -> None:
    page = send(siti, table(f"{TEDI};Tedi;bukan-surel;III/a;Pelaksana;;Dinas Pendidikan;;"), 1)
    text = siti.get(f"{page}/bad-rows").text
    assert grouped(TEDI) in text
    assert TEDI not in text
    mended = text.replace("bukan-surel", "t@contoh.go.id").encode()
    press(siti, send(siti, mended, cast.province), "keeping")
    assert known(TEDI).email == "t@contoh.go.id"


def test_a_cancelled_import_changes_nobody_and_a_cancelled_undoing_leaves_it_done(
    siti: Reader, cast: Cast
) -> None:
    before = everything()
    page = send(siti, table(NEW), cast.province)
    assert siti.post(f"{page}/keeping").status_code == 302
    assert work_and_cancel() == (JobState.CANCELLED, [(1, 0)])
    assert everything() == before
    assert not db.session.scalar(select(func.count()).select_from(RosterChange))
    assert "data pegawai tidak berubah" in siti.get(page).text
    done = send(siti, table(NEW), cast.province)
    press(siti, done, "keeping")
    after = everything()
    assert siti.post(f"{done}/undoing").status_code == 302
    with transaction():
        jobs.cancel(db.session.scalars(select(func.max(Job.id))).one(), by=1, agency_id=None)
    assert not work_once()
    assert everything() == after
    press(siti, done, "undoing")
    assert not known(TEDI).active
