"""The register as a workbook: numbers are numbers, texts stay texts, and nothing is ever run."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy import update

from cast import Cast
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.identity.models import Person
from lms.records import queries
from lms.records.exporting import Form, write, writing
from lms.records.queries import Wanted
from registers import Register

DAY = date(2026, 5, 4)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written(cast: Cast) -> bytes:
    file = io.BytesIO()
    db.session.rollback()
    write(file, Form("xlsx"), queries.scope_of(cast.siti.id), Wanted())
    return file.getvalue()


def cells(content: bytes) -> list[dict[str, str | float]]:
    """The rows below the headings; read by the standard's own words, not by a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f".//{SHEET}f") is None  # no formula at all
    told = [{_place(cell): _value(cell) for cell in row} for row in sheet.iter(f"{SHEET}row")]
    names = told[0]
    return [{str(names[place]): value for place, value in row.items()} for row in told[1:]]


def _place(cell: object) -> str:
    return str(cell.get("r")).rstrip("0123456789")  # type: ignore[attr-defined]  # an element


def _value(cell: object) -> str | float:
    if cell.get("t") == "inlineStr":  # type: ignore[attr-defined]
        return "".join(cell.itertext())  # type: ignore[attr-defined]
    return float(cell.findtext(f"{SHEET}v"))  # type: ignore[attr-defined]


def test_a_nip_is_a_text_and_a_score_a_number(register: Register, cast: Cast) -> None:
    register.add(cast.rani, DAY)
    (row,) = cells(written(cast))
    assert (row["nip"], row["score"], row["jp"]) == (cast.rani.nip, 82.5, 4)
    assert row["completed_at"] == "2026-05-04T12:01:00+07:00"
    assert "certificate_number" not in row


def test_what_looks_like_a_formula_is_a_text_as_it_was_written(
    register: Register, cast: Cast
) -> None:
    evil = '=HYPERLINK("http://x";"klik")\x01'
    with transaction():
        db.session.execute(update(Person).where(Person.id == cast.rani.id).values(name=evil))
    register.add(cast.rani, DAY, title="+62 dan lain")
    (row,) = cells(written(cast))
    assert row["course_title"] == "+62 dan lain"
    assert str(row["name"]).startswith('=HYPERLINK("http://x";"klik")')


def test_of_no_rows_the_headings_stand_there_all_the_same(register: Register, cast: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(written(cast))) as package:
        assert b"<t>legal_basis</t>" in package.read("xl/worksheets/sheet1.xml")


def test_more_rows_than_a_sheet_holds_are_refused_with_a_way_out(
    register: Register, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add(cast.rani, DAY)
    register.add(cast.rani, DAY)
    monkeypatch.setattr(writing, "MOST_ROWS", 1)
    with pytest.raises(Invalid, match="hanya memuat 1 baris"):
        written(cast)


def _names(rows: Sequence[dict[str, str | float]]) -> list[str]:
    return [str(row["name"]) for row in rows]


def test_its_rows_come_by_position(register: Register, cast: Cast) -> None:
    register.add(cast.rani, DAY)
    register.add(cast.yusuf, DAY)
    assert _names(cells(written(cast))) == [cast.rani.name, cast.yusuf.name]
