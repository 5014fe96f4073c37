"""A backup that would fill the disk is refused before it is written."""

import io
import tarfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask

from lms.foundation.backup import backup, restore, room
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.marks import SiteMark, mark

SQLITE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def kept(app: Flask, tmp_path: Path) -> Path:
    with transaction():
        mark("before")
    backup(tmp_path / "kept.tar.gz")
    with transaction():
        mark("after")
    return tmp_path / "kept.tar.gz"


def is_untouched() -> bool:
    return db.session.query(SiteMark).count() == 2


@SQLITE
def test_a_small_file_that_would_unpack_to_very_much_is_refused(
    app: Flask, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SMALL", 2**20)
    bomb = kept.with_name("bomb.tar.gz")
    with tarfile.open(bomb, "w:gz") as tar:
        told = tarfile.TarInfo("files/aa/" + "a" * 64)
        told.size = 2**25
        tar.addfile(told, io.BytesIO(bytes(told.size)))
    assert bomb.stat().st_size * room.MOST_TIMES < told.size
    with pytest.raises(Invalid, match="jauh lebih besar"):
        restore(bomb)
    assert is_untouched()


@SQLITE
def test_what_the_disk_cannot_hold_is_refused_in_one_sentence(
    app: Flask, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(free=room.LEFT_FREE + 1000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: full)
    with pytest.raises(Conflict, match="Tempat di disk tidak cukup"):
        restore(kept)
    assert is_untouched()
