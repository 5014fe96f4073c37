"""Backup, restore and upgrade as an operator types them."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from cast import Cast
from cli.conftest import Lms
from lms.catalog.models import SearchedCourse
from lms.foundation import presence, schema
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.foundation.marks import SiteMark, mark
from lms.foundation.schema import Standing
from lms.identity.models import Person
from readings import publish_lessons

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def names() -> set[str]:
    db.session.remove()
    found = set(db.session.scalars(select(Person.name)))
    db.session.remove()
    return found


def test_a_site_comes_back_as_it_was(lms: Lms, cast: Cast, tmp_path: Path) -> None:
    kept = tmp_path / "kept.tar.gz"
    done = lms("backup", kept)
    assert done.exit_code == 0, done.exception
    assert "baris" in done.stdout
    before = names()
    assert lms("people", "add", "198903032014022003", "Sri Wahyuni").exit_code == 0
    assert names() != before
    refused = lms("restore", kept)
    assert isinstance(refused.exception, Conflict)
    assert "--replace" in str(refused.exception)
    done = lms("restore", "--replace", kept)
    assert done.exit_code == 0, done.exception
    assert names() == before
    assert "replaced" in done.stdout


@SQLITE
def test_a_backup_is_not_written_over(lms: Lms, tmp_path: Path) -> None:
    (tmp_path / "kept.tar.gz").write_text("last year's")
    assert isinstance(lms("backup", tmp_path / "kept.tar.gz").exception, Conflict)
    assert (tmp_path / "kept.tar.gz").read_text() == "last year's"


@SQLITE
def test_a_site_that_is_served_is_not_replaced(lms: Lms, app: Flask, tmp_path: Path) -> None:
    lms("backup", tmp_path / "kept.tar.gz")
    with presence.in_use(app.config["SETTINGS"].home):
        done = lms("restore", "--replace", tmp_path / "kept.tar.gz")
    assert isinstance(done.exception, Conflict)


def test_a_new_machine_takes_the_site_over(
    lms_at: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into an empty folder, where not even `lms init` was run."""
    lms_at("init")
    lms_at("people", "add", "198903032014022003", "Sri Wahyuni")
    assert lms_at("backup", tmp_path / "kept.tar.gz").exit_code == 0
    monkeypatch.setenv("LMS_HOME", str(tmp_path / "new"))
    done = lms_at("restore", tmp_path / "kept.tar.gz")
    assert done.exit_code == 0, done.exception
    assert "Yang lama" not in done.stdout
    assert isinstance(lms_at("people", "add", "198903032014022003", "Sri").exception, Conflict)


def test_a_ruined_database_is_replaced_and_kept_aside(lms_at: Lms, tmp_path: Path) -> None:
    lms_at("init")
    lms_at("backup", tmp_path / "kept.tar.gz")
    ruined = tmp_path / "home" / "lms.sqlite3"
    ruined.write_bytes(b"\0" * 8192)
    done = lms_at("restore", "--replace", tmp_path / "kept.tar.gz")
    assert done.exit_code == 0, done.exception
    assert lms_at("doctor").exit_code == 0
    (aside,) = (tmp_path / "home" / "replaced").rglob("lms.sqlite3")
    assert aside.read_bytes() == b"\0" * 8192


@SQLITE
def test_at_head_there_is_nothing_to_upgrade(lms: Lms, tmp_path: Path) -> None:
    done = lms("upgrade")
    assert (done.exit_code, "tidak ada yang diubah" in done.stdout) == (0, True)
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize("no_backup", [False, True])
def test_an_upgrade_backs_up_and_says_what_it_did(
    lms: Lms, app: Flask, cast: Cast, tmp_path: Path, no_backup: bool
) -> None:
    publish_lessons(tmp_path / "content", cast.province)
    schema.downgrade()
    db.session.remove()
    done = lms("upgrade", *(["--no-backup"] if no_backup else []))
    assert done.exit_code == 0, done.exception
    assert f"Dijalankan: {schema.head()}" in done.stdout
    assert schema.standing() is Standing.AT_HEAD
    assert len(list(tmp_path.glob("backups/before-*.tar.gz"))) == (not no_backup)
    assert db.session.scalar(select(SearchedCourse.course_id)), "what was published can be found"
    db.session.remove()
    assert lms("content", "reindex").stdout == "1 kursus\n"


@SQLITE
def test_a_backup_of_before_the_upgrade_asks_for_it_again(
    lms: Lms, app: Flask, tmp_path: Path
) -> None:
    schema.downgrade()
    db.session.remove()
    lms("upgrade")
    (kept,) = tmp_path.glob("backups/before-*.tar.gz")
    done = lms("restore", kept)
    assert "lms upgrade" in done.stdout, done.exception
    assert schema.standing() is Standing.BEHIND


@SQLITE
def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    lms: Lms, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        mark("kept")
    schema.downgrade()
    db.session.remove()

    def broken() -> None:
        raise RuntimeError("a migration with a mistake")

    monkeypatch.setattr("lms.foundation.schema.upgrade", broken)
    assert isinstance(lms("upgrade").exception, RuntimeError)
    assert schema.standing() is Standing.BEHIND
    assert db.session.scalars(select(SiteMark.name)).all() == ["kept"]


@SQLITE
@pytest.mark.parametrize(
    ("revision", "command", "told"),
    [
        ("9999", "upgrade", "lebih baru"),
        ("9999", "serve", "lebih baru"),
        ("0001", "serve", "upgrade"),
    ],
)
def test_a_database_of_another_release_is_not_touched(
    lms: Lms, revision: str, command: str, told: str
) -> None:
    with transaction():
        moved = text("UPDATE alembic_version SET version_num = :to")
        db.session.connection().execute(moved, {"to": revision})
    done = lms(command)
    assert isinstance(done.exception, Conflict)
    assert told in str(done.exception)
