"""A backup holds one moment of the site; the way back is safe or refused."""

import gzip
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import select, text

from lms.foundation import presence, schema
from lms.foundation.audit import audit
from lms.foundation.backup import backup, postgresql, restore
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.files import store
from lms.foundation.marks import SiteMark, mark

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def marks() -> set[str]:
    db.session.remove()
    return set(db.session.scalars(select(SiteMark.name)))


@pytest.fixture
def kept(app: Flask, tmp_path: Path) -> Path:
    """A backup of a site with the mark "before" and one file."""
    with transaction():
        mark("before")
    store().put(b"berkas")
    backup(tmp_path / "kept.tar.gz")
    return tmp_path / "kept.tar.gz"


def test_what_was_there_comes_back(app: Flask, kept: Path) -> None:
    digest = store().put(b"berkas")
    with transaction():
        mark("after")
    store().path(digest).unlink()
    manifest, aside = restore(kept)
    assert marks() == {"before"}
    assert store().get(digest) == b"berkas"
    assert schema.standing() is schema.Standing.AT_HEAD
    assert manifest.counts["site_mark"] == 1
    assert any(aside.iterdir())


def test_after_the_way_back_one_can_go_on(app: Flask, kept: Path) -> None:
    restore(kept)
    with transaction():
        mark("onwards")
    assert marks() == {"before", "onwards"}
    restore(kept)
    assert marks() == {"before"}


def test_the_trail_still_cannot_be_rewritten_after_the_way_back(app: Flask, kept: Path) -> None:
    restore(kept)
    with transaction():
        audit("tried", "test", 1, actor_id=None)
    with pytest.raises(Exception, match="never rewritten"), transaction():
        db.session.connection().execute(text("DELETE FROM audit_entry"))


def test_a_manifest_tells_what_is_inside(app: Flask, kept: Path) -> None:
    with tarfile.open(kept) as tar:
        names = tar.getnames()
        told = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert set(told["members"]) == set(names) - {"manifest.json"}
    assert told["migration"] == schema.head()
    assert told["engine"] == db.engine.dialect.name
    assert kept.stat().st_mode & 0o077 == 0


def test_nothing_else_is_left_beside_it(app: Flask, kept: Path) -> None:
    assert [path for path in kept.parent.iterdir() if path.name.startswith(".")] == []


@SQLITE
def test_a_disk_that_fills_up_leaves_no_half_of_one(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lms.foundation.backup.archive.settle", full)
    folder = tmp_path / "backups"
    with pytest.raises(OSError, match="No space"):
        backup(folder / "a.tar.gz")
    assert list(folder.iterdir()) == []


@SQLITE
def test_writing_goes_on_meanwhile_and_the_copy_is_of_one_moment(
    app: Flask, tmp_path: Path
) -> None:
    """Two marks are always written together, so a copy holds both or neither."""
    stop = Event()

    def write() -> None:
        number = 0
        with app.app_context():
            while not stop.is_set():
                number += 1
                with transaction():
                    mark(f"a{number}")
                    mark(f"b{number}")

    writer = Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup(tmp_path / f"{number}.tar.gz")
    finally:
        stop.set()
        writer.join(30)
    for number in range(5):
        names = _marks_in(tmp_path / f"{number}.tar.gz", tmp_path / f"{number}")
        assert {name[1:] for name in names if name[0] == "a"} == {
            name[1:] for name in names if name[0] == "b"
        }


def _marks_in(archive: Path, folder: Path) -> list[str]:
    folder.mkdir()
    with tarfile.open(archive) as tar:
        content = tar.extractfile("database.sqlite3")
        assert content
        (folder / "copy.sqlite3").write_bytes(content.read())
    copy = sqlite3.connect(folder / "copy.sqlite3")
    try:
        return [name for (name,) in copy.execute("SELECT name FROM site_mark")]
    finally:
        copy.close()


def rewritten(kept: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> Path:
    """The backup with its members changed by somebody else."""
    with tarfile.open(kept) as tar:
        members = [
            (told, content.read() if (content := tar.extractfile(told)) else b"") for told in tar
        ]
    change(members)
    target = kept.with_name("changed.tar.gz")
    with tarfile.open(target, "w:gz") as tar:
        for told, content in members:
            told.size = len(content) if told.isreg() else 0
            tar.addfile(told, io.BytesIO(content))
    return target


def named(name: str, kind: bytes = tarfile.REGTYPE, to: str = "") -> tarfile.TarInfo:
    told = tarfile.TarInfo(name)
    told.type, told.linkname = kind, to
    return told


HOSTILE = {
    "climbs out": named("../evil"),
    "climbs out from files": named("files/../../evil"),
    "absolute": named("/tmp/evil"),  # noqa: S108  where it must not land
    "link": named("files/aa/" + "a" * 64, tarfile.SYMTYPE, "/etc/passwd"),
    "hard link": named("files/aa/" + "a" * 64, tarfile.LNKTYPE, "database.sqlite3"),
    "device": named("files/aa/" + "a" * 64, tarfile.CHRTYPE),
    "pipe": named("files/aa/" + "a" * 64, tarfile.FIFOTYPE),
    "stranger": named("notes.txt"),
    "second database": named("database.dump"),
    "unlisted file": named("files/aa/" + "a" * 64),
}


@SQLITE
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("place", [0, -1])
def test_a_hostile_member_is_refused_and_nothing_changed(
    app: Flask, kept: Path, what: str, place: int
) -> None:
    with transaction():
        mark("after")
    told = HOSTILE[what]
    hostile = rewritten(kept, lambda members: members.insert(place, (told, b"")))
    before = {path for path in kept.parent.parent.rglob("*") if "evil" in path.name}
    with pytest.raises(Invalid, match="tidak dapat dipakai"):
        restore(hostile)
    assert marks() == {"before", "after"}
    assert {path for path in kept.parent.parent.rglob("*") if "evil" in path.name} == before


def _flip(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    told, content = members[0]
    members[0] = (told, content[:5000] + b"\xff" + content[5001:])


def _lose_file(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[:] = [each for each in members if not each[0].name.startswith("files/")]


def _lose_manifest(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop()


def _lose_database(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop(0)
    _claim(members, lambda told: told["members"].pop("database.sqlite3"))


def _claim(
    members: list[tuple[tarfile.TarInfo, bytes]],
    change: Callable[[dict[str, dict[str, str]]], object],
) -> None:
    told, content = members[-1]
    claims = json.loads(content)
    change(claims)
    members[-1] = (told, json.dumps(claims).encode())


def _misname(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    """A file under another's digest, with a manifest that agrees."""
    told, content = members[1]
    old, told.name = told.name, "files/aa/" + "a" * 64
    members[1] = (told, content)

    def rename(claims: dict[str, dict[str, str]]) -> None:
        claims["members"][told.name] = claims["members"].pop(old)

    _claim(members, rename)


def _speak_gibberish(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[-1] = (members[-1][0], b"{")


DAMAGE = [_flip, _lose_file, _lose_manifest, _lose_database, _misname, _speak_gibberish]


@SQLITE
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_backup_is_refused_and_nothing_changed(
    app: Flask, kept: Path, damage: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]
) -> None:
    with transaction():
        mark("after")
    with pytest.raises(Invalid, match="tidak dapat dipakai"):
        restore(rewritten(kept, damage))
    assert marks() == {"before", "after"}


@SQLITE
@pytest.mark.parametrize(
    "content", [b"", b"hello", gzip.compress(b"hello", mtime=0), gzip.compress(b"", mtime=0)]
)
def test_what_is_no_backup_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Invalid, match="tidak dapat dipakai"):
        restore(tmp_path / "x")


@SQLITE
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_backup_cut_short_is_refused(app: Flask, kept: Path, share: float) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Invalid, match="tidak dapat dipakai"):
        restore(kept)
    assert marks() == {"before"}


@SQLITE
def test_a_backup_of_a_later_release_is_refused(app: Flask, kept: Path) -> None:
    later = rewritten(
        kept, lambda members: _claim(members, lambda told: told.update(migration="9999"))
    )
    with pytest.raises(Conflict, match="lebih baru"):
        restore(later)


@SQLITE
def test_a_backup_of_the_other_engine_is_refused(app: Flask, kept: Path) -> None:
    other = rewritten(
        kept, lambda members: _claim(members, lambda told: told.update(engine="postgresql"))
    )
    with pytest.raises(Invalid, match="postgresql"):
        restore(other)


@SQLITE
def test_nothing_is_restored_while_the_site_is_served(app: Flask, kept: Path) -> None:
    with presence.in_use(app.config["SETTINGS"].home), pytest.raises(Conflict, match="Hentikan"):
        restore(kept)
    restore(kept)


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_without_postgresqls_programs_the_way_on_is_told(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.foundation.backup.postgresql.shutil.which", lambda _: None)
    monkeypatch.setattr("lms.foundation.backup.postgresql.FOLDERS", ())
    with pytest.raises(Invalid, match="postgresql-client"):
        backup(tmp_path / "a.tar.gz")


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_a_way_back_that_fails_leaves_all_of_the_old(
    app: Flask, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script is spoilt after its tables were dropped, in the same transaction."""
    with transaction():
        mark("after")
    real = postgresql.CLEAR
    monkeypatch.setattr("lms.foundation.backup.postgresql.CLEAR", real + "SELECT 1 / 0;")
    with pytest.raises(Conflict, match="psql gagal"):
        restore(kept)
    assert marks() == {"before", "after"}
