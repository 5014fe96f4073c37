"""`lms content`: what it prints, what it keeps, how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from folders import SLUG, SOUND, sound_but, write_course
from lms.catalog.models import Revision
from lms.cli.content import content
from lms.foundation.database import db, transaction
from lms.foundation.errors import Invalid
from lms.identity.models import Agency
from lms.standards.actions import load_standards


@pytest.fixture
def home(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a site's author works; Jambi is its only agency."""
    monkeypatch.setattr("lms.app.create_app", lambda: app)
    with transaction():
        load_standards()
        db.session.add(Agency(code="15", name="Provinsi Jambi", short_name="Jambi"))
    return tmp_path


def lms_content(*words: str | Path) -> Result:
    return CliRunner().invoke(content, [str(word) for word in words])


def revisions() -> int:
    return db.session.scalar(select(func.count(Revision.id))) or 0


@pytest.mark.parametrize("command", ["check", "sync", "export"])
def test_help_shows_an_example(command: str) -> None:
    shown = lms_content(command, "--help")
    assert shown.exit_code == 0
    assert f"Example: lms content {command} " in shown.stdout


def test_check_counts_what_is_sound(tmp_path: Path) -> None:
    write_course(tmp_path)
    checked = lms_content("check", tmp_path)
    assert checked.exit_code == 0
    assert "(catatan)" in checked.stdout
    assert checked.stdout.endswith("1 kursus, 3 modul, 2 soal: tanpa kesalahan.\n")
    assert "Membaca" in checked.stderr


def test_check_lists_each_mistake_on_a_line_and_fails(tmp_path: Path) -> None:
    write_course(tmp_path, sound_but(course=("jp: 4", "jp: 900"), quiz=("[x] Men", "[ ] Men")))
    checked = lms_content("check", tmp_path)
    assert checked.exit_code == 1
    places = [line.split(" ")[0] for line in checked.stdout.splitlines() if "(cat" not in line]
    assert places == [f"{SLUG}/02-kuis.quiz.md:9:1:", f"{SLUG}/course.md:6:5:"]
    assert "2 kesalahan" in checked.stderr


@pytest.mark.parametrize("command", ["check", "sync"])
def test_a_folder_that_is_not_there_is_wrong_usage(command: str, tmp_path: Path) -> None:
    assert lms_content(command, tmp_path / "tiada").exit_code == 2


def test_sync_says_what_changed(home: Path) -> None:
    write_course(home / "content")
    assert (
        f"{SLUG}: revisi 1; baru: loket, kuis, tugas"
        in lms_content("sync", home / "content").stdout
    )
    write_course(home / "content", sound_but(lesson=("perahu", "ojek")))
    again = lms_content("sync", home / "content", "--note", "Ojek")
    assert f"{SLUG}: revisi 2; berubah: loket\n" in again.stdout
    same = lms_content("sync", home / "content")
    assert f"{SLUG}: revisi 2, tidak ada yang berubah\n" in same.stdout
    assert same.exit_code == 0
    write_course(home / "content", SOUND | {"media/sisa.svg": SOUND["media/alur.svg"]})
    with_picture = lms_content("sync", home / "content")
    assert f"{SLUG}: revisi 3; berubah: loket\n" in with_picture.stdout


def test_nothing_goes_live_while_anything_is_wrong(home: Path) -> None:
    write_course(home / "content")
    write_course(home / "content", {"course.md": "rusak", "01-a.md": ""}, slug="rusak")
    assert lms_content("sync", home / "content").exit_code == 1
    assert revisions() == 0


def test_a_refusal_leaves_no_course_behind(home: Path) -> None:
    write_course(home / "content")
    other = {
        name: str(text).replace("loket-00", "lain-00").replace("M.5", "M.99")
        for name, text in SOUND.items()
    }
    write_course(home / "content", dict(other), slug="zaman-baru")
    refused = lms_content("sync", home / "content")
    assert isinstance(refused.exception, Invalid)  # `main` makes it one sentence and exit 1
    assert revisions() == 0


def test_with_two_agencies_the_owner_is_asked_for(home: Path) -> None:
    with transaction():
        db.session.add(Agency(code="15.01", name="Kabupaten Kerinci", short_name="Kerinci"))
    write_course(home / "content")
    asked = lms_content("sync", home / "content")
    assert asked.exit_code == 2
    assert "15, 15.01" in asked.stderr
    assert lms_content("sync", home / "content", "--agency", "16").exit_code == 2
    assert lms_content("sync", home / "content", "--agency", "15.01").exit_code == 0
    assert lms_content("sync", home / "content").exit_code == 0  # its owner is known now


def test_export_writes_the_folder_back(home: Path) -> None:
    folder = write_course(home / "content")
    lms_content("sync", home / "content")
    exported = lms_content("export", home / "out")
    assert exported.stdout == f"{home / 'out' / SLUG}\n"
    for name in SOUND:
        assert (home / "out" / SLUG / name).read_bytes() == (folder / name).read_bytes()


def test_export_of_a_course_that_nobody_knows_fails(home: Path) -> None:
    assert lms_content("export", home / "out", "--course", "tiada").exit_code == 1


def test_export_to_a_place_that_takes_no_files_fails(home: Path) -> None:
    write_course(home / "content")
    lms_content("sync", home / "content")
    (home / "out").write_text("sebuah berkas")
    failed = lms_content("export", home / "out" / "dalam")
    assert failed.exit_code == 1
    assert "tidak dapat ditulis" in failed.stderr
