"""A folder and the browser work on one course, and neither overwrites the other unseen."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from authors import FACTS, Author
from cast import Cast
from folders import LESSON, SLUG, SOUND, write_course
from lms.cli.content import content
from lms.foundation.database import db

AT = f"/authoring/{SLUG}"


@pytest.fixture
def folder(app: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder that is published."""
    monkeypatch.setattr("lms.app.create_app", lambda: app)
    write_course(tmp_path / "content")
    assert run("sync", tmp_path / "content", "--agency", "5500").exit_code == 0
    return tmp_path / "content"


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    return Author(app.test_client(), cast.wati)


def run(*words: str | Path) -> Result:
    done = CliRunner().invoke(content, [str(word) for word in words])
    db.session.rollback()
    return done


def write(author: Author) -> None:
    """One word changes in the browser, and a module comes."""
    author.post(f"{AT}/manuscript")
    body = author.body(f"{AT}/modules/loket").replace("perahu", "ketek") + "\n"
    author.submit(f"{AT}/modules/loket", body=body)
    author.submit(AT, to=f"{AT}/modules", kind="discussion", title="Bincang")
    author.submit(f"{AT}/modules/bincang", body="Apa kata warga?\n")
    assert author.submit(f"{AT}/publication", note="Ketek").status_code == 302


def test_sync_edit_export_and_sync_again_differ_by_the_edit_alone(
    folder: Path, wati: Author, tmp_path: Path
) -> None:
    write(wati)
    assert run("export", tmp_path / "salinan").exit_code == 0
    out = tmp_path / "salinan" / SLUG
    wanted = {name: str(text).encode() for name, text in SOUND.items()}
    wanted["01-loket.md"] = LESSON.replace("perahu", "ketek").encode()
    wanted["04-bincang.discussion.md"] = b"---\ntitle: Bincang\n---\nApa kata warga?\n"
    files = (it for it in out.rglob("*") if it.is_file())
    assert {it.relative_to(out).as_posix(): it.read_bytes() for it in files} == wanted
    again = run("sync", tmp_path / "salinan")
    assert (again.exit_code, "tidak ada yang berubah" in again.stdout) == (0, True)


def test_a_folder_that_has_not_seen_the_edit_is_stopped(
    folder: Path, wati: Author, tmp_path: Path
) -> None:
    write(wati)
    quiz = folder / SLUG / "02-kuis.quiz.md"
    quiz.write_text(quiz.read_text().replace("Dua soal singkat.", "Dua soal."))
    stopped = run("sync", folder)
    assert stopped.exit_code == 1
    named = {line.partition(":")[0] for line in stopped.stdout.splitlines() if "peramban" in line}
    assert named == {f"{SLUG}/01-loket.md", f"{SLUG}/04-bincang.discussion.md"}
    assert f"lms content export SALINAN --course {SLUG}" in stopped.stderr
    assert "ketek" in wati.get(f"/authoring/{SLUG}/history/2").text

    for name in ("01-loket.md", "04-bincang.discussion.md"):  # brought together by hand
        run("export", tmp_path / name, "--course", SLUG)
        (folder / SLUG / name).write_bytes((tmp_path / name / SLUG / name).read_bytes())
    assert "berubah: kuis" in run("sync", folder).stdout
    (folder / SLUG / "01-loket.md").write_text(LESSON)
    assert run("sync", folder).exit_code == 0, "what the folder holds now has seen the edit"


def test_what_is_replaced_on_purpose_is_named(folder: Path, wati: Author) -> None:
    write(wati)
    done = run("sync", folder, "--over")
    assert done.exit_code == 0
    assert f"{SLUG}/01-loket.md: diganti" in done.stdout
    assert "dihapus: bincang" in done.stdout


def test_a_course_that_began_in_the_browser_is_no_folders(
    folder: Path, wati: Author, tmp_path: Path
) -> None:
    wati.submit("/authoring/new", **FACTS | {"slug": "dari-peramban"})
    at = "/authoring/dari-peramban"
    wati.submit(at, to=f"{at}/modules", kind="discussion", title="Bincang")
    wati.submit(f"{at}/modules/bincang", body="Apa kata warga?\n")
    wati.submit(f"{at}/publication", note="Baru")
    run("export", tmp_path / "salinan", "--course", "dari-peramban")
    about = tmp_path / "salinan" / "dari-peramban" / "course.md"
    as_exported = about.read_bytes()
    about.write_bytes(as_exported.replace(b"Ramah", b"Santun"))
    stopped = run("sync", tmp_path / "salinan")
    assert (stopped.exit_code, "dari-peramban/course.md" in stopped.stdout) == (1, True)

    about.write_bytes(as_exported)
    assert run("sync", tmp_path / "salinan").exit_code == 0
    about.write_bytes(as_exported.replace(b"Ramah", b"Santun"))
    assert run("sync", tmp_path / "salinan").exit_code == 0, "a folder has held it since"
