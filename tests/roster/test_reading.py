"""Files that rosters come in: any usual form is read, what is no table is told in a sentence."""

import codecs
import csv
import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.errors import Invalid
from lms.roster.columns import Field, guessed, known_names
from lms.roster.reading import read, sheets, workbooks
from lms.roster.report import written
from lms.roster.values import row_of
from rosters import HEAD, TEDI, workbook

plain = "nip;nama\n199501052020121003;Tédi\n"


def rows(content: bytes) -> list[list[str]]:
    return [cells for _, cells in read(content).rows]


@pytest.mark.parametrize(
    "content",
    [
        plain.encode(),
        codecs.BOM_UTF8 + plain.encode(),
        plain.encode("utf-16"),
        plain.encode("utf-16-le"),
        plain.encode("cp1252"),
        f"sep=;\r\n{plain}".encode(),
        plain.replace(";", ",").encode(),
        plain.replace(";", "\t").replace("\n", "\r\n").encode(),
        plain.replace(";", "|").encode(),
        workbook(["nip", "nama"], [TEDI, "Tédi"]),
        workbook(["DAFTAR PEGAWAI"], [], ["nip", "nama"], [TEDI, "Tédi"]),
    ],
)
def test_any_usual_form_is_read(content: bytes) -> None:
    assert read(content).names == ("nip", "nama")
    assert rows(content) == [[TEDI, "Tédi"]]


def test_numbers_of_rows_are_those_of_the_spreadsheet() -> None:
    sheet = read(workbook(["JUDUL"], ["nip", "nama"], [TEDI, "a"], [], [TEDI, "b"]))
    assert [number for number, _ in sheet.rows] == [3, 5]


def packed(name: str, text: str, change: str = "", size: int = 0) -> bytes:
    """A workbook with one more part, or with one of its parts changed."""
    file = io.BytesIO()
    whole = io.BytesIO(workbook(["nip", "nama"], [TEDI, "a"]))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            said = old.read(part).decode()
            new.writestr(part, said.replace("</sheetData>", change) if change else said)
        new.writestr(name, text * (size or 1))
    return file.getvalue()


MERGED = '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
FAR = '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
HOSTILE = {
    "empty": (b"  \n", "kosong"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "old-xls": (sheets.OLE + b"x" * 600, "bentuk lama"),
    "web-page": (b"\xef\xbb\xbf\r\n<html><table>", "halaman web"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", "Huruf dalam berkas"),
    "wrong-encoding": (codecs.BOM_UTF8 + b"nip;nama\n1;\xff\xfe", "Huruf dalam berkas"),
    "open-quote": (b'nip;nama\n1;"Tedi\n2;Tuti\n', "tanda kutip"),
    "long-cell": (b"nip;nama\n1;" + b"a" * 200_000, "tanda kutip"),
    "cut-off": (workbook(["nip"], [TEDI])[:900], "rusak"),
    "document": (packed("word/x.xml", "").replace(b"xl/workbook.xml", b"xl/warkbook.xml"), "bukan"),
    "macro": (packed("xl/vbaProject.bin", "x"), "makro"),
    "merged": (packed("x.txt", "x", MERGED), "A2:A3"),
    "far-row": (packed("x.txt", "x", FAR), "1.048.576"),
    "wide": (workbook([f"k{n}" for n in range(120)]), "100 kolom"),
    "blank": (workbook([], []), "kosong"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_table_is_told_in_a_sentence(name: str) -> None:
    content, said = HOSTILE[name]
    with pytest.raises(Invalid, match=said):
        rows(content)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "UNPACKED", 2_000_000)
    with pytest.raises(Invalid, match="terlalu besar"):
        read(packed("xl/media/x", "0" * 1000, size=3000))


def test_entities_are_refused() -> None:
    file = io.BytesIO()
    whole = io.BytesIO(workbook(["nip"], [TEDI]))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            said = old.read(part).decode()
            is_sheet = part.startswith("xl/worksheets/")
            new.writestr(part, '<!DOCTYPE x [<!ENTITY a "b">]>' + said if is_sheet else said)
    with pytest.raises(Invalid, match="rusak"):
        rows(file.getvalue())


def test_a_million_empty_rows_are_passed_over() -> None:
    far = '<row r="1000000"><c r="A1000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    assert rows(packed("x.txt", "x", far)) == [[TEDI, "a"], ["x"]]


def test_a_number_that_lost_its_digits_is_told_so() -> None:
    for cell in (199501052020121003, 1.995010520201210e17, "1,99E+17"):
        sheet = read(workbook(["nip", "nama"], [cell, "Tedi"]))
        number, cells = next(sheet.rows)
        row = row_of(number, cells, guessed(sheet.names, {}))
        assert "1,99E+17" in str(row.faults[0]), cell
    rounded = row_of(2, ["199501052020121000"], {Field.NIP: 0})
    assert "membulatkan" in str(rounded.faults[0])


def test_days_are_read_as_people_and_spreadsheets_write_them() -> None:
    sheet = read(
        workbook(["nip", "tmt"], [TEDI, datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)])
    )
    number, cells = next(sheet.rows)
    days = [
        row_of(1, [TEDI, it], {Field.NIP: 0, Field.SINCE: 1}).since
        for it in (cells[1], "01-03-2026", "1/3/2026", "2026-03-01 00:00:00", "46082")
    ]
    assert {str(day) for day in days} == {"2026-03-01"}
    assert number == 2


def test_siasn_s_names_are_known_and_a_name_twice_is_refused() -> None:
    names = ["NIP LAMA", "NIP BARU", "Nama", "EMAIL", "EMAIL GOV", "UNOR NAMA"]
    found = guessed(names, {})
    assert (found[Field.NIP], found[Field.EMAIL], found[Field.UNIT]) == (1, 4, 5)
    assert known_names(HEAD.split(";")) == 9
    with pytest.raises(Invalid, match="ada dua kali"):
        guessed(["nip", "NAMA", "nama"], {})
    assert guessed(["nip", "NAMA", "nama "], {"nama": ""}) == {Field.NIP: 0}


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=4), st.sampled_from(";,\t|"))
def test_no_row_is_lost_or_breaks_the_reader(given_rows: list[list[str]], separator: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["nip", "nama", "unit"])
    writer.writerows(given_rows)
    try:
        sheet = read(text.getvalue().encode())
        found = list(sheet.rows)
    except Invalid:
        return  # signs that no text has
    told = [[" ".join(cell.split()) for cell in row] for row in given_rows]
    assert [line for _, line in found] == [row for row in told if any(row)]
    for number, line in found:
        row_of(number, line, {Field.NIP: 0, Field.NAME: 1, Field.UNIT: 2, Field.SINCE: 1})


@given(st.binary(max_size=200))
def test_whatever_is_sent_is_a_table_or_told_in_a_sentence(content: bytes) -> None:
    with suppress(Invalid):
        list(read(content).rows)


def test_bad_rows_come_back_as_they_were() -> None:
    """A dash says "nothing" in every file of SIASN; an apostrophe before it would say something."""
    cells = [TEDI, "-", "=1+1", "'petik", "+62 811", "a-b"]
    names = ["nip", "surel", "nama", "jabatan", "unit", "golongan"]
    text = "".join(written(names, [(2, cells, [])]))
    assert "'=1+1" in text
    assert rows(text.encode())[0][:-1] == cells
    assert rows(workbook(names, [TEDI, "'-"])) == [[TEDI, "-"]]


def test_a_row_of_a_million_cells_is_cut() -> None:
    assert len(rows(b"nip;nama\n1" + b";" * 10**6)[0]) < 200
