"""Copying and replacing an SQLite file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from lms.foundation.backup.manifest import damaged
from lms.foundation.files import settle
from lms.foundation.language import say


class SQLite:
    name, member = "sqlite", "database.sqlite3"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.path = Path(engine.url.database or "").absolute()

    def dump(self, target: Path) -> dict[str, int]:
        with (
            closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as here,
            closing(sqlite3.connect(target)) as there,
        ):
            here.backup(there)  # in one step, so that it is one moment's state
            there.execute("PRAGMA journal_mode = DELETE")
        _ensure_sound(target)
        return _counts(target)

    def replace(self, dump: Path, aside: Path) -> None:
        _ensure_sound(dump)
        self.engine.dispose()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_name(f".{self.path.name}.new")
        shutil.copy(dump, new)
        worth_keeping = self.path.exists() and _is_worth_keeping(self.path)
        for ending in ("", "-wal", "-shm"):
            old = self.path.with_name(self.path.name + ending)
            if worth_keeping and old.exists():
                shutil.move(old, aside / old.name)
            old.unlink(missing_ok=True)
        settle(new, self.path)


def _ensure_sound(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as copy:
            found = copy.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise damaged(say("basis datanya rusak (%(fault)s)", fault=found))


def _is_worth_keeping(path: Path) -> bool:
    """Whether there is anything in it: looking for a database makes an empty file."""
    try:
        return bool(_counts(path))
    except sqlite3.DatabaseError:  # somebody may want to save what is left of it
        return True


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as copy:
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in copy.execute(listed) if not name.startswith("sqlite_")]
        counted = {name: f'SELECT count(*) FROM "{name}"' for name in names}  # noqa: S608  our own tables
        return {name: copy.execute(each).fetchone()[0] for name, each in counted.items()}
