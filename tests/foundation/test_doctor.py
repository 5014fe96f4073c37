"""The doctor finds what was broken on purpose, and says what to do."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert, text, update

from databases import settings_for
from lms.app import create_app
from lms.foundation import clock
from lms.foundation.audit import audit
from lms.foundation.database import db, transaction
from lms.foundation.doctor import Level, examine
from lms.foundation.jobs import Job, JobState, Worker, enqueue, job
from lms.foundation.settings import Settings

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def found(subject: str, level: Level) -> list[str]:
    return [str(f.sentence) for f in examine() if (f.subject, f.level) == (subject, level)]


def faults() -> list[str]:
    return [f"{each.subject}: {each.sentence}" for each in examine() if each.level is Level.FAULT]


def test_a_sound_site_has_no_fault(app: Flask) -> None:
    # A throwaway PostgreSQL is careless about power cuts, and is rightly told so.
    assert [each for each in faults() if "fsync" not in each] == []


@SQLITE
def test_a_worker_that_runs_is_seen_and_one_that_died_is_missed(app: Flask) -> None:
    assert found("worker", Level.WARN)
    moment = clock.now()
    with transaction():
        db.session.execute(insert(Worker).values(name="a:1", started_at=moment, seen_at=moment))
    assert found("worker", Level.OK)
    with clock.at(moment + timedelta(minutes=5)):
        assert found("worker", Level.WARN)


@SQLITE
def test_failed_late_and_unknown_jobs_are_told(app: Flask) -> None:
    @job("hear")
    def hear() -> None: ...

    with clock.at(clock.now() - timedelta(hours=1)), transaction():
        enqueue("hear")
        enqueue("hear")
        enqueue("hear")
    with transaction():
        failed = {"state": JobState.FAILED, "error": "OSError: banjir"}
        db.session.execute(update(Job).where(Job.id == 1).values(**failed))
        db.session.execute(update(Job).where(Job.id == 2).values(kind="of.tomorrow"))
    told = " ".join(found("jobs", Level.WARN))
    assert "1 hear gagal (OSError: banjir)" in told
    assert "--retry-failed" in told
    assert "1 hear terlambat" in told
    assert "1 of.tomorrow tidak dikenal" in told


@SQLITE
def test_a_clock_that_was_put_back_is_a_fault(app: Flask) -> None:
    with clock.at(clock.now() + timedelta(days=2)), transaction():
        audit("tried", "test", 1, actor_id=None)
    assert any("masa depan" in each for each in found("clock", Level.FAULT))
    with clock.at(clock.now() - timedelta(days=3650)):
        assert found("clock", Level.FAULT)


@SQLITE
def test_missing_migrations_are_a_fault_with_the_command(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert found("migrations", Level.FAULT) == ["Belum lengkap. Jalankan: lms upgrade"]


@SQLITE
def test_a_misspelt_setting_is_told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_DATABSE_URL", "x")
    assert "LMS_DATABSE_URL" in " ".join(found("settings", Level.WARN))


def at(home: Path, **given: str) -> Flask:
    environment = {"LMS_HOME": str(home), "LMS_SECRET_KEY": "7d1f4a6b9c2e8035f1a7d4c6b8e90213"}
    return create_app(Settings.from_environment(environment | given))


@pytest.mark.parametrize(
    ("given", "subject", "level"),
    [
        ({"LMS_BASE_URL": "http://belajar.example.go.id"}, "address", Level.FAULT),
        ({"LMS_BASE_URL": "https://belajar.example.go.id"}, "address", Level.OK),
        ({"LMS_BASE_URL": "http://127.0.0.1:8000"}, "address", Level.WARN),
        ({"LMS_MAIL_URL": "smtps://u:p@mail.example.go.id"}, "mail", Level.OK),
        ({}, "mail", Level.WARN),
        ({}, "secret", Level.OK),
    ],
)
def test_each_setting_is_judged(
    tmp_path: Path, given: dict[str, str], subject: str, level: Level
) -> None:
    with at(tmp_path, **given).app_context():
        assert found(subject, level)
        db.engine.dispose()


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    url = "postgresql://lms:rahasia@127.0.0.1:1/lms"
    with at(tmp_path, LMS_DATABASE_URL=url, LMS_MAIL_URL="smtp://u:rahasia@h").app_context():
        told = [str(each.sentence) for each in examine()]
    assert not [each for each in told if "rahasia" in each]


def test_a_database_that_is_not_there_is_a_fault_and_the_last_line(tmp_path: Path) -> None:
    with create_app(settings_for("postgresql://lms@127.0.0.1:1/lms", tmp_path)).app_context():
        told = list(examine())
    assert (told[-1].subject, told[-1].level) == ("database", Level.FAULT)


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with at(tmp_path).app_context():
        assert found("files", Level.FAULT)
        db.engine.dispose()


def test_a_disk_that_runs_full_is_told_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for free, level in ((2**30, Level.WARN), (2**20, Level.FAULT)):
        usage = type("usage", (), {"free": free})
        monkeypatch.setattr("lms.foundation.doctor.machine.shutil.disk_usage", lambda _, u=usage: u)
        with at(tmp_path).app_context():
            assert found("disk", level)
            db.engine.dispose()


@SQLITE
def test_a_damaged_file_is_a_fault(app: Flask, engine_url: str) -> None:
    path = Path(engine_url.removeprefix("sqlite:///"))
    db.session.remove()
    db.engine.dispose()
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    assert found("database", Level.FAULT)
