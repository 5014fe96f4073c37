"""The roster by command: a dry run leaves no trace, an import can be taken back."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cast import Cast
from cli.conftest import Lms
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.identity.models import Person
from lms.identity.queries import person_by_nip
from lms.roster.models import RosterImport
from rosters import TEDI, table

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
ROW = f"{TEDI};Tedi;;III/a;Arsiparis;fungsional;Bidang Arsip;Aktif;01-03-2026"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pegawai.csv"
    path.write_bytes(table(ROW, "123;Siapa;;;;;;;"))
    return path


def test_a_roster_is_tried_brought_in_and_taken_back(lms: Lms, cast: Cast, file: Path) -> None:
    people = select(func.count(Person.id))
    before = db.session.scalar(people)
    db.session.remove()
    words = ("roster", "import", file, "--agency", "5500", "--create-units")
    tried = lms(*words, "--dry-run", "--json")
    assert tried.exit_code == 0, tried.output
    assert json.loads(tried.stdout)["counts"] == {"added": 1, "bad": 1}
    db.session.remove()
    assert db.session.scalar(people) == before
    assert db.session.scalar(select(func.count(RosterImport.id))) == 0
    db.session.remove()
    bad = file.with_name("perbaiki.csv")
    done = lms(*words, "--bad", bad)
    assert "1  Orang baru" in done.stdout
    assert "18 angka" in done.stderr
    assert bad.read_text("utf-8-sig").splitlines()[1].startswith("123;Siapa;")
    db.session.remove()
    found = person_by_nip(TEDI)
    assert found
    assert found.active
    db.session.remove()
    assert "1  Tidak berubah" in lms(*words).stdout
    assert lms("roster", "undo", 1).exit_code == 0
    db.session.remove()
    found = person_by_nip(TEDI)
    assert found
    assert not found.active
    db.session.remove()
    assert isinstance(lms("roster", "undo", 1).exception, Conflict)


@ONE_ENGINE
def test_what_cannot_be_brought_in_is_told(lms: Lms, cast: Cast, file: Path) -> None:
    refused = lms("roster", "import", file)
    assert isinstance(refused.exception, Invalid), "there are two agencies"
    file.write_text("a;b\n1;2\n")
    for more in ((), ("--dry-run",)):
        refused = lms("roster", "import", file, "--agency", "5500", *more)
        assert "tidak dikenal: a, b" in str(refused.exception)
    file.write_bytes(b"%PDF-1.7")
    assert "PDF" in str(lms("roster", "import", file, "--agency", "5500").exception)
    file.write_bytes(table("1;x;;;;;;;"))
    assert lms("roster", "import", file, "--agency", "5500", "--dry-run").exit_code == 1
