"""The register in the columns of SIASN: one layout for courses, one for structural training."""

import csv
import io
from datetime import UTC, date, datetime

from cast import Cast
from lms.foundation.database import db, transaction
from lms.records import queries
from lms.records.actions import Change, correct_completion
from lms.records.exporting import Form, write
from lms.records.queries import Wanted
from registers import Register

COURSE = (
    "nip nama unor id instansiId institusiPenyelenggara jenisDiklatId jenisKursus "
    "jenisKursusSertipikat jumlahJam lokasiId namaKursus nomorSertipikat path pnsOrangId "
    "tahunKursus tanggalKursus tanggalSelesaiKursus status_kirim pesan_galat"
).split()
STRUCTURAL = (
    "nip nama unor id bobot institusiPenyelenggara jenisKompetensi jumlahJam latihanStrukturalId "
    "nomor path pnsOrangId tahun tanggal tanggalSelesai status_kirim pesan_galat"
).split()


def laid_out(cast: Cast, name: str, wanted: Wanted | None = None) -> list[dict[str, str]]:
    file = io.BytesIO()
    db.session.rollback()
    write(file, Form(name), queries.scope_of(cast.siti.id), wanted or Wanted())
    return list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def test_courses_go_into_one_file_and_structural_training_into_the_other(
    register: Register, cast: Cast
) -> None:
    register.add(cast.rani, date(2026, 5, 4), title="Arsip", form=9)
    register.add(cast.yusuf, date(2026, 6, 5), jp=120, title="PKA", form=1)
    (course,) = laid_out(cast, "siasn-kursus")
    assert list(course) == COURSE
    assert {name: value for name, value in course.items() if value} == {
        "nip": cast.rani.nip,
        "nama": cast.rani.name,
        "unor": "Bidang Aplikasi",
        "institusiPenyelenggara": "Pemerintah Provinsi Jambi",
        "jenisDiklatId": "9",
        "jenisKursusSertipikat": "P",
        "jumlahJam": "4",
        "namaKursus": "Arsip",
        "tahunKursus": "2026",
        "tanggalKursus": "27-04-2026",
        "tanggalSelesaiKursus": "04-05-2026",
    }
    (structural,) = laid_out(cast, "siasn-diklat")
    assert list(structural) == STRUCTURAL
    assert (structural["jumlahJam"], structural["tahun"]) == ("120", "2026")
    assert (structural["tanggal"], structural["tanggalSelesai"]) == ("29-05-2026", "05-06-2026")


def test_days_are_those_of_the_sites_zone(register: Register, cast: Cast) -> None:
    """Half past midnight in Jambi is still yesterday in UTC."""
    first = register.add(cast.rani, date(2026, 5, 4))
    new_year = Change(completed_at=datetime(2025, 12, 31, 17, 30, tzinfo=UTC))
    with transaction():
        correct_completion(first, cast.siti.id, "Jam server", new_year)
    (row,) = laid_out(cast, "siasn-kursus")
    assert (row["tahunKursus"], row["tanggalSelesaiKursus"]) == ("2026", "01-01-2026")


def test_a_cursor_holds_here_too(register: Register, cast: Cast) -> None:
    register.add(cast.rani, date(2026, 5, 4), title="Arsip")
    register.add(cast.rani, date(2026, 5, 5), title="Naskah Dinas")
    (row,) = laid_out(cast, "siasn-kursus", Wanted(after=1))
    assert row["namaKursus"] == "Naskah Dinas"
