"""An officer brings a roster in, step by step, and takes it back."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from essays import Reader
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from lms.foundation.jobs import work_once
from lms.identity import queries as identity
from lms.identity.actions import give_grant
from lms.identity.models import Role, StaffKind, Unit
from lms.roster.models import RosterChange
from rosters import HEAD, TEDI, TUTI, everything, known, places, press, send, table, workbook
from statements import statements

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NEW = f"{TEDI};Tedi Kurnia;tedi@contoh.go.id;III/a;Pelaksana;;Bidang Aplikasi;Aktif;01-03-2026"


@pytest.fixture
def siti(app: Flask, cast: Cast) -> Reader:
    return Reader(app.test_client(), cast.siti)


# long: one story, from the file to its undoing and back
def test_a_roster_is_shown_done_and_taken_back(siti: Reader, cast: Cast) -> None:
    before = everything()
    content = table(
        f"{NEW};",
        f"{cast.rani.nip};Rani Anggraini;;III/b;Pelaksana;;Dinas Pendidikan;Aktif;2026-05-01;",
        f"{cast.dedi.nip};Dedi Pranata;;;;;;Pensiun;2026-04-01;",
        f"{TUTI};Nurul Hidayah, M.Si;;;;;;;;{cast.nurul.nip}",
        f"{cast.hendra.nip};;baru@contoh.go.id;;;;;;;",
        f"{cast.wati.nip};Wati Kusuma;;III/a;Pelaksana;;Dinas Pendidikan;Aktif;;",
        f"{cast.lestari.nip};Lestari;;III/a;Pelaksana;;Dinas Pendidikan;Aktif;;",
        "1,99E+17;Siapa;;;;;;;;",
        head=f"{HEAD};nip_sebelumnya",
    )
    page = send(siti, content, cast.province)
    shown = siti.get(page).text
    assert "Menunggu keputusan Anda" in shown
    assert "Masukkan 5 perubahan" in shown
    assert "Bidang Aplikasi (III/a) → Pelaksana, Dinas Pendidikan (III/b)" in shown
    assert "tercatat di Pemerintah Kota Jambi" in shown
    assert "1,99E+17" in shown
    assert cast.rani.nip not in shown
    assert everything() == before, "nobody is touched by looking"
    press(siti, page, "keeping")
    assert siti.post(f"{page}/keeping").status_code == 409, "the second of two clicks"

    tedi = known(TEDI)
    assert (tedi.name, tedi.staff_kind, tedi.password_hash) == ("Tedi Kurnia", StaffKind.PNS, None)
    assert places(TEDI) == [("Bidang Aplikasi", "III/a", date(2026, 3, 1), None)]
    moved = [("Bidang Aplikasi", "III/a", date(2020, 1, 1), date(2026, 5, 1))]
    moved.append(("Dinas Pendidikan", "III/b", date(2026, 5, 1), None))  # type: ignore[arg-type]  # still there
    assert places(cast.rani.nip) == moved
    assert not known(cast.dedi.nip).active
    assert places(cast.dedi.nip)[-1][3] == date(2026, 4, 1)
    assert known(TUTI).id == cast.nurul.id
    assert known(cast.hendra.nip).email == "baru@contoh.go.id"
    told = select(AuditEntry.verb).where(AuditEntry.subject_id == str(cast.rani.id))
    assert "placed" in set(db.session.scalars(told))

    after = everything()
    again = send(siti, content, cast.province)
    assert "Tidak ada yang berubah" in siti.get(again).text
    assert "Masukkan" not in siti.get(again).text.split("<main")[1]
    assert everything() == after

    assert "Batalkan impor ini?" in siti.get(f"{page}/undoing").text
    press(siti, page, "undoing")
    assert "kembali seperti sebelumnya" in siti.get(page).text
    (gone,) = set(everything()) - set(before)
    assert gone[:2] == (TEDI, "Tedi Kurnia"), "closed and without a place"  # type: ignore[index]  # a row
    assert not known(TEDI).active
    press(siti, send(siti, content, cast.province), "keeping")
    assert known(TEDI).active, "a later import takes the same person in again"


def test_what_was_built_on_stays_when_an_import_is_taken_back(siti: Reader, cast: Cast) -> None:
    def row(nip: str, name: str, unit: str, since: str) -> str:
        return f"{nip};{name};;III/a;Pelaksana;;{unit};Aktif;{since}"

    first = table(
        row(TEDI, "Tedi", "Bidang Aplikasi", "2026-01-01"),
        row(TUTI, "Tuti", "Bidang Aplikasi", "2026-01-01"),
        row(cast.rani.nip, "Rani", "Dinas Pendidikan", "2026-01-01"),
    )
    page = send(siti, first, cast.province)
    press(siti, page, "keeping")
    later = table(row(cast.rani.nip, "Rani", "Badan Kepegawaian Daerah", "2026-02-01"))
    press(siti, send(siti, later, cast.province), "keeping")
    with transaction():
        found = identity.person_by_nip(TEDI)
        assert found
        found.password_hash = "chosen"
        tuti = identity.person_by_nip(TUTI)
        assert tuti
        give_grant(tuti, Role.TRAINER, cast.province, since=date(2026, 1, 1))
    press(siti, page, "undoing")
    shown = siti.get(page).text
    assert "Sudah dipindahkan lagi setelah impor ini." in shown
    assert "Sudah diberi peran setelah impor ini." in shown
    assert "akunnya tetap ada, penempatannya dibatalkan" in shown
    assert places(cast.rani.nip)[-1][0] == "Badan Kepegawaian Daerah"
    assert (known(TEDI).active, places(TEDI)) == (True, [])
    assert (known(TUTI).active, len(places(TUTI))) == (True, 1)


def test_units_and_posts_are_made_only_when_the_officer_says_so(siti: Reader, cast: Cast) -> None:
    head = (
        "NIP BARU,NAMA,GOL AKHIR NAMA,JABATAN NAMA,JENIS JABATAN,UNOR ID,UNOR NAMA,UNOR INDUK NAMA"
    )
    rows = [
        f"{TEDI},TEDI,III/a,Arsiparis,Jabatan Fungsional,A1,Bidang Arsip,Dinas Arsip",
        f"{TUTI},TUTI,III/a,Arsiparis,Jabatan Fungsional,A1,Bidang Arsip,Dinas Arsip",
    ]
    page = send(siti, table(*rows, head=head), cast.province)
    shown = siti.get(page).text
    assert "Unit dan jabatan yang belum ada" in shown
    assert "Unit Bidang Arsip belum ada di instansi ini." in shown
    assert "perubahan</button>" not in shown
    answer = siti.post(f"{page}/draft", create="1")
    assert answer.status_code == 302
    assert work_once()
    assert "Masukkan 2 perubahan" in siti.get(page).text
    assert db.session.scalar(select(Unit.id).where(Unit.name == "Bidang Arsip")) is None
    press(siti, page, "keeping")
    db.session.remove()
    made = db.session.scalars(select(Unit).where(Unit.code == "A1")).one()
    above = db.session.get_one(Unit, made.parent_id)
    assert (above.name, made.path) == ("Dinas Arsip", f"{above.path}{made.id}/")
    assert places(TEDI)[0][0] == "Bidang Arsip"
    press(siti, page, "undoing")
    db.session.remove()
    assert db.session.scalar(select(func.count()).where(Unit.name.contains("Arsip"))) == 0


@ONE_ENGINE
def test_columns_are_said_once_and_remembered(siti: Reader, cast: Cast) -> None:
    content = workbook(["Nomor", "Siapa", "Keterangan"], [cast.rani.nip, "Rani A.", "x"])
    page = send(siti, content, cast.province)
    assert "Pilih apa yang ada di tiap kolom" in siti.get(page).text
    one = {"kolom-0": "nip", "kolom-1": "nip", "kolom-2": ""}
    refused = siti.post(f"{page}/columns", **one)
    assert (refused.status_code, "isian yang sama" in refused.text) == (422, True)
    assert siti.post(f"{page}/columns", **one | {"kolom-1": "king"}).status_code == 422
    assert siti.post(f"{page}/columns", **one | {"kolom-1": "nama"}).status_code == 302
    assert work_once()
    assert "Masukkan 1 perubahan" in siti.get(page).text
    again = send(siti, content, cast.province)
    assert "Masukkan 1 perubahan" in siti.get(again).text, "the next file is known"


@ONE_ENGINE
def test_bad_rows_are_mended_in_a_file_and_sent_again(siti: Reader, cast: Cast) -> None:
    bad = f"{TEDI};=Tedi;bukan-surel;XX;Pelaksana;;Bidang Aplikasi;Entah;kemarin"
    page = send(siti, table(bad, f"{TEDI[:5]};Tuti;;;;;;;"), cast.province)
    assert "Tidak ada baris yang dapat dimasukkan" in siti.get(page).text
    text = siti.get(f"{page}/bad-rows").data.decode("utf-8-sig")
    assert text.splitlines()[0] == f"{HEAD};alasan"
    for said in ("surel “bukan-surel”", "Golongan “XX”", "hukum “Entah”", "Tanggal “kemarin”"):
        assert said in text
    assert "18 angka, yang diketik 5" in text
    assert ";'=Tedi;" in text, "no spreadsheet runs it"
    mended = text.replace("'=Tedi", "Tedi").replace("bukan-surel", "t@contoh.go.id")
    mended = (
        mended.replace("XX", "III/a").replace("Entah", "Aktif").replace("kemarin", "2026-01-01")
    )
    mended = mended.replace(f"{TEDI[:5]};", f"{TUTI};")
    again = send(siti, mended.encode(), cast.province)
    assert "Masukkan 1 perubahan" in siti.get(again).text
    assert "Unit kerja kosong." in siti.get(again).text


@ONE_ENGINE
def test_a_day_that_cannot_be_meant_is_told_beside_its_field(siti: Reader, cast: Cast) -> None:
    for day, status in (("9999-12-31", 422), ("0001-01-01", 422), ("2026-12-31", 302)):
        given = {"file": (BytesIO(table(NEW)), "pegawai.csv"), "agency": cast.province, "day": day}
        with clock.at(datetime(2026, 6, 1, 3, tzinfo=UTC)):
            answer = siti.post("/roster", **given)
        assert answer.status_code == status, day
        assert ("01-01-1950 dan 02-06-2027" in answer.text) is (status == 422)


@ONE_ENGINE
def test_one_person_is_changed_by_form(siti: Reader, cast: Cast) -> None:
    typed = {"agency": cast.province, "nip": cast.rani.nip, "unit": "Dinas Pendidikan"}
    typed |= {"tmt": "2026-02-01", "jenis_pegawai": "", "jenis_jabatan": "", "kedudukan_hukum": ""}
    answer = siti.post("/roster/person", **typed)
    assert answer.status_code == 302, answer.text
    assert work_once()
    press(siti, answer.headers["Location"], "keeping")
    assert places(cast.rani.nip)[-1][:3:2] == ("Dinas Pendidikan", date(2026, 2, 1))
    assert siti.post("/roster/person", **typed | {"agency": cast.city}).status_code == 422


@ONE_ENGINE
def test_nobody_else_comes_near_a_roster(app: Flask, siti: Reader, cast: Cast) -> None:
    page = send(siti, table(NEW), cast.province)
    with transaction():
        yusuf = identity.person(cast.yusuf.id)
        unit = cast.units["kominfo"]
        give_grant(yusuf, Role.BKD_OFFICER, cast.province, since=date(2020, 1, 1), unit_id=unit)
    for someone in (cast.rani, cast.wati, cast.yusuf):
        other = Reader(app.test_client(), someone)
        assert other.get("/roster").status_code == 403
        assert other.get("/roster/activation").status_code == 403
        for act in ("", "/keeping", "/columns", "/draft", "/undoing"):
            assert other.post(f"/roster{act and '/imports/1'}{act}").status_code in {403, 404}
        for act in ("slips", "letters"):
            assert other.post(f"/roster/activation/{act}").status_code == 403
        assert other.post("/roster/person").status_code == 403
    murni = Reader(app.test_client(), cast.murni)
    assert murni.get(page).status_code == 404
    assert murni.get(f"{page}/bad-rows").status_code == 404
    assert murni.post(f"{page}/keeping").status_code == 404
    assert murni.post("/roster", agency=cast.province, day="2026-01-01").status_code == 422


@ONE_ENGINE
def test_a_role_is_neither_taken_over_nor_retired_by_a_file(siti: Reader, cast: Cast) -> None:
    page = send(
        siti,
        table(
            f"{cast.amin.nip};Amin Rahman;milik-siti@contoh.go.id;;;;;;",
            f"{cast.wati.nip};Wati Kusuma;;;;;;Pensiun;",
        ),
        cast.province,
    )
    shown = siti.get(page).text
    assert "Surelnya hanya diubah lewat administrator." in shown
    assert "Akhiri dulu perannya." in shown


@ONE_ENGINE
def test_the_page_of_an_import_asks_little(siti: Reader, cast: Cast) -> None:
    rows = [
        f"1995010520201210{n:02};Orang {n};;III/a;Pelaksana;;Bidang Aplikasi;;" for n in range(60)
    ]
    page = send(siti, table(*rows), cast.province)
    siti.get(page)
    with statements() as asked:
        assert "Orang 41" in siti.get(page).text
    asked.at_most(9)
    assert db.session.scalar(select(func.count(RosterChange.id))) == 60
