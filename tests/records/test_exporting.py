"""The register as a file: columns as promised, text that no spreadsheet runs, one moment."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from cast import Cast, Someone
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.foundation.spreadsheets import RUNS, harmless
from lms.identity.models import Person
from lms.records import queries
from lms.records.actions import Change, correct_completion
from lms.records.exporting import Form, form, write
from lms.records.models import CompletionPerson
from lms.records.queries import Wanted
from registers import Learner, Register, completions

At = Callable[[Someone], FlaskClient]
DAY = date(2026, 5, 4)
COLUMNS = (
    "position completion_id agency_code nip name unit_code unit_name post rank_group staff_kind "
    "course_slug course_title theme run provider revision form_code jp score started_at "
    "completed_at certificate_number certificate_status recorded_by legal_basis replaces"
).split()


def exported(
    cast: Cast, shape: str = "csv", wanted: Wanted | None = None, bom: bool = False
) -> str:
    file = io.BytesIO()
    db.session.rollback()
    scope = queries.scope_of(cast.siti.id)
    write(file, Form(shape, bom), scope, wanted or Wanted())
    return file.getvalue().decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_are_those_that_were_promised(register: Register, cast: Cast) -> None:
    assert exported(cast) == ",".join(COLUMNS) + "\r\n"
    register.add(cast.rani, DAY)
    (line,) = exported(cast, "jsonl").splitlines()
    assert list(json.loads(line)) == COLUMNS


def test_a_record_learnt_in_earnest_comes_out_as_it_was_written(rani: Learner, cast: Cast) -> None:
    rani.finish()
    (record,) = completions()
    (row,) = rows(exported(cast))
    assert row == {
        "position": "1",
        "completion_id": str(record.id),
        "agency_code": "5500",
        "nip": "199104122015032004",
        "name": "Rani Anggraini",
        "unit_code": "APLIKASI",
        "unit_name": "Bidang Aplikasi",
        "post": "Pelaksana",
        "rank_group": "III/a",
        "staff_kind": "pns",
        "course_slug": "melayani-lewat-layar",
        "course_title": "Melayani lewat Layar",
        "theme": "digital",
        "run": "Belajar mandiri",
        "provider": "Pemerintah Provinsi Jambi",
        "revision": "1",
        "form_code": "16",
        "jp": "4",
        "score": "100.00",
        "started_at": "2026-11-22T10:12:00+07:00",
        "completed_at": "2026-11-22T10:12:00+07:00",
        "certificate_number": "",
        "certificate_status": "",
        "recorded_by": "system",
        "legal_basis": "Peraturan LAN 10/2018 lampiran (belum diverifikasi BKD)",
        "replaces": "",
    }


def test_json_lines_keep_numbers_and_nothing(register: Register, cast: Cast) -> None:
    register.add(cast.rani, DAY)
    line = exported(cast, "jsonl")
    row: dict[str, Any] = json.loads(line)
    assert (row["position"], row["jp"], row["nip"]) == (1, 4, cast.rani.nip)
    assert (row["score"], row["certificate_number"], row["replaces"]) == (82.5, None, None)
    assert '"score": 82.50,' in line
    assert line.endswith("}\n")


def test_a_correction_names_what_it_replaces(register: Register, cast: Cast) -> None:
    wrong = register.add(cast.rani, DAY)
    with transaction():
        correct_completion(wrong, cast.siti.id, "Surat tugas", Change(jp=6))
    (row,) = rows(exported(cast))
    assert (row["jp"], row["replaces"], row["position"]) == ("6", str(wrong), "2")
    assert row["recorded_by"] == str(cast.siti.id)


def test_what_a_spreadsheet_would_run_is_only_shown(register: Register, cast: Cast) -> None:
    evil = '=HYPERLINK("http://x","klik"), "kutip"\nbaris dua'
    with transaction():
        db.session.execute(update(Person).where(Person.id == cast.rani.id).values(name=evil))
    register.add(cast.rani, DAY, title="+62 dan lain")
    (row,) = rows(exported(cast))
    assert row["name"] == f"'{evil}"
    assert row["course_title"] == "'+62 dan lain"
    assert json.loads(exported(cast, "jsonl"))["name"] == evil  # programs get it as it is


@given(st.lists(st.one_of(st.text(), st.integers(), st.none()), max_size=6))
def test_no_cell_begins_with_what_is_run_and_nothing_is_lost(cells: list[str | int | None]) -> None:
    shown = harmless(cells)
    assert not any(isinstance(cell, str) and cell[:1] in RUNS for cell in shown)
    back = [c[1:] if isinstance(c, str) and c[:1] == "'" and c[1:2] in RUNS else c for c in shown]
    assert [c for c, was in zip(back, cells, strict=True) if not str(was).startswith("'")] == [
        was for was in cells if not str(was).startswith("'")
    ]


def test_a_byte_order_mark_comes_on_request(register: Register, cast: Cast) -> None:
    register.add(cast.rani, date(2026, 5, 4))
    opened = exported(cast, bom=True)
    assert opened.startswith("\ufeffposition,")
    assert cast.rani.nip not in opened, "a spreadsheet would make a number of it"
    assert "19910412 201503 2 004" in opened
    assert not exported(cast).startswith("\ufeff")


def test_only_what_came_after_the_cursor_is_pulled(register: Register, cast: Cast) -> None:
    for _ in range(5):
        register.add(cast.rani, DAY)
    assert [row["position"] for row in rows(exported(cast, wanted=Wanted(after=3)))] == ["4", "5"]
    file = io.BytesIO()
    written = write(file, Form("csv"), queries.scope_of(cast.siti.id), Wanted(after=5))
    assert (written.rows, written.position) == (0, 5)


def test_a_form_that_is_not_here_is_named() -> None:
    with pytest.raises(Invalid, match="“exe” tidak dikenal"):
        form("exe")


def test_a_redacted_person_leaves_the_record_whole(register: Register, cast: Cast) -> None:
    register.add(cast.rani, DAY)
    with transaction():
        db.session.execute(update(CompletionPerson).values(name="", nip="", post=""))
    (row,) = rows(exported(cast))
    assert (row["name"], row["nip"], row["jp"]) == ("", "", "4")
