"""`lms completions export`: the page's rows for scripts, with a cursor and honest exit codes."""

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cast import Cast, Someone
from lms.cli.completions import completions
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db
from registers import Register

At = Callable[[Someone], FlaskClient]


@pytest.fixture
def filled(app: Flask, register: Register, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Three records, two agencies, two years; the command works on this test's site."""
    monkeypatch.setattr("lms.app.create_app", lambda: app)
    register.add(cast.rani, date(2026, 5, 4), title="Arsip")
    register.add(cast.lestari, date(2026, 6, 4), title="Loket Kota")
    register.add(cast.nurul, date(2025, 5, 4), title="Naskah Dinas")
    return register


def export(*words: str) -> Result:
    return CliRunner().invoke(completions, ["export", *words])


def check(file: Path) -> Result:
    return CliRunner().invoke(completions, ["check", str(file)])


def positions(*words: str) -> list[int]:
    done = export("--format", "jsonl", *words)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line)["position"] for line in done.stdout.splitlines()]


def test_help_shows_an_example() -> None:
    shown = export("--help")
    assert shown.exit_code == 0
    assert "Example: lms completions export " in shown.stdout


def test_rows_go_to_standard_output_and_the_tale_to_the_other(filled: Register) -> None:
    done = export()
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"position,completion_id,")
    assert done.stdout_bytes.count(b"\r\n") == 4
    assert done.stderr == "3 baris, posisi terakhir 3.\n"


def test_its_rows_are_those_of_the_page(filled: Register, cast: Cast, at: At) -> None:
    page = at(cast.siti).get(
        "/register/export?year=all&format=jsonl", headers={"Accept-Encoding": ""}
    )
    assert page.status_code == 200
    agency = {"5500"}
    done = export("--format", "jsonl")
    mine = [line for line in done.stdout.splitlines() if json.loads(line)["agency_code"] in agency]
    assert gzip.decompress(page.data).decode().splitlines() == mine


def test_filters_narrow_it(filled: Register) -> None:
    assert positions() == [1, 2, 3]
    assert positions("--since", "2026-05-04") == [1, 2]
    assert positions("--until", "2026-05-04") == [1, 3]
    assert positions("--unit", "KOMINFO") == [1]
    assert positions("--course", "arsip") == [1]
    assert positions("--since", "2026-01-01", "--unit", "PENDIDIKAN") == []


def test_a_cursor_pulls_what_came_later(filled: Register, cast: Cast) -> None:
    assert positions("--cursor", "2") == [3]
    nothing = export("--cursor", "3")
    assert (nothing.exit_code, nothing.stderr) == (0, "0 baris, posisi terakhir 3.\n")
    filled.add(cast.rani, date(2026, 7, 1))
    assert positions("--cursor", "3") == [4]


def test_a_file_is_there_only_when_it_is_whole(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "penyelesaian.csv"
    assert export("--bom", "-o", str(place)).stdout == ""
    assert place.read_bytes().startswith("\ufeffposition,".encode())
    assert place.read_bytes().count(b"\r\n") == 4

    def broken(*_: object) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr("lms.cli.completions.write", broken)
    before = place.read_bytes()
    assert export("-o", str(place)).exit_code == 1
    assert place.read_bytes() == before
    names = sorted(path.name for path in tmp_path.glob("penyelesaian*"))
    assert names == ["penyelesaian.csv", "penyelesaian.csv.manifest.json"]


def test_a_file_has_its_manifest_beside_it_and_is_known_again(
    filled: Register, tmp_path: Path
) -> None:
    place = tmp_path / "register.xlsx"
    export("--format", "xlsx", "-o", str(place))
    manifest = json.loads((tmp_path / "register.xlsx.manifest.json").read_text())
    assert (manifest["rows"], manifest["cursor"]) == (3, 3)
    known = check(place)
    assert (known.exit_code, json.loads(known.stdout)) == (0, manifest)
    place.write_bytes(place.read_bytes() + b" ")
    strange = check(place)
    assert (strange.exit_code, strange.stdout) == (1, "")
    assert "Tidak ada ekspor dengan isi persis" in strange.stderr


WRONG = {
    ("--format", "pdf"): (2, "'pdf' is not one of"),
    ("--since", "kemarin"): (2, "'kemarin' does not match"),
    ("--cursor", "-1"): (2, "-1 is not in the range"),
    ("--unit", "XYZ"): (1, "Tidak ada unit dengan kode XYZ."),
    ("--course", "entah"): (1, "Tidak ada kursus bernama entah."),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_said_in_a_sentence(filled: Register, words: tuple[str, ...]) -> None:
    code, sentence = WRONG[words]
    done = export(*words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert sentence in done.stderr


def test_it_is_noted_as_the_systems_own_act(filled: Register) -> None:
    export("--unit", "KOMINFO")
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "exported")).one()
    assert (noted.actor_id, noted.detail["rows"]) == (None, 1)
