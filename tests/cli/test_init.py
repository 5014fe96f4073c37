"""Setting up a site."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from cli.conftest import Lms
from lms.cli.context import site
from lms.foundation import schema
from lms.foundation.database import db
from lms.standards.models import Competency


def test_an_empty_folder_becomes_a_site(lms_at: Lms, tmp_path: Path) -> None:
    done = lms_at("init")
    assert done.exit_code == 0
    assert str(tmp_path / "home" / "lms.sqlite3") in done.output
    with site():
        assert schema.standing() is schema.Standing.AT_HEAD
        assert db.session.scalar(select(func.count()).select_from(Competency))


def test_done_again_it_changes_nothing(lms_at: Lms) -> None:
    lms_at("init")
    with site():
        before = db.session.scalar(select(func.count()).select_from(Competency))
    assert lms_at("init").exit_code == 0
    with site():
        assert db.session.scalar(select(func.count()).select_from(Competency)) == before


def test_an_earlier_releases_site_is_left_to_the_upgrade(lms_at: Lms) -> None:
    lms_at("init")
    with site(write=True):
        db.session.connection().execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "lms upgrade" in str(lms_at("init").exception)


def test_a_database_may_lie_elsewhere(
    lms_at: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "deep" / "down" / "a.sqlite3"
    monkeypatch.setenv("LMS_DATABASE_URL", f"sqlite:///{place}")
    assert lms_at("init").exit_code == 0
    assert place.exists()


def test_nobody_else_on_the_machine_can_read_what_a_command_makes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lms", "init"]
    environment = {**os.environ, "LMS_HOME": str(tmp_path / "home")}
    subprocess.run(command, env=environment, check=True, umask=0o022)
    made = [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    assert tmp_path / "home" / "lms.sqlite3" in made
    assert not [path for path in made if path.stat().st_mode & stat.S_IRWXO]
