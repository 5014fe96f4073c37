"""A copy of the whole site in one file, made while it runs, and the way back.

The file is a gzipped tar: the database, every kept file, and last a manifest with the SHA-256 of
each. Files are kept by digest and never change, so copying them after the database misses none.
"""

import tempfile
from pathlib import Path

from flask import current_app

from lms.foundation import clock, presence, schema
from lms.foundation.backup import archive
from lms.foundation.backup.manifest import Manifest
from lms.foundation.backup.postgresql import PostgreSQL
from lms.foundation.backup.sqlite import SQLite
from lms.foundation.database import db
from lms.foundation.errors import Conflict, Invalid
from lms.foundation.files import store
from lms.foundation.language import say
from lms.foundation.schema import Standing

__all__ = ["Manifest", "backup", "restore"]


def backup(target: Path) -> Manifest:
    """Write the site to `target`, which is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        engine = _engine()
        dump = Path(folder) / engine.member
        made = Manifest.describe(engine.name, schema.current(), engine.dump(dump))
        return archive.write(target, made, dump, store().folder)


def restore(source: Path) -> tuple[Manifest, Path]:
    """Replace the site by what `source` holds; answers where the replaced database lies.

    Everything is read and checked before anything is changed; raises Invalid for a file that is
    damaged, hostile or of another engine, and Conflict while somebody uses the site.
    """
    home = current_app.config["SETTINGS"].home
    engine = _engine()
    with (
        presence.alone(home),
        tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as folder,
    ):
        unpacked = archive.read(source, Path(folder))
        _ensure_fitting(unpacked.manifest, engine.name)
        aside = home / "replaced" / f"{clock.now():%Y%m%d-%H%M%S-%f}"
        aside.mkdir(parents=True)
        db.session.remove()
        engine.replace(unpacked.database, aside)
        for file in unpacked.files:
            store().adopt(file)
        return unpacked.manifest, aside


def _engine() -> SQLite | PostgreSQL:
    return SQLite(db.engine) if db.engine.dialect.name == "sqlite" else PostgreSQL(db.engine)


def _ensure_fitting(manifest: Manifest, engine: str) -> None:
    if manifest.engine != engine:
        raise Invalid(
            say(
                "Cadangan ini dari %(other)s, sedangkan situs ini memakai %(engine)s. "
                "Atur LMS_DATABASE_URL ke mesin basis data yang sama.",
                other=manifest.engine,
                engine=engine,
            )
        )
    if schema.standing_of(manifest.migration) is Standing.AHEAD:
        sentence = say(
            "Cadangan ini dibuat versi %(version)s, lebih baru dari versi ini. "
            "Pasang versi itu dulu, lalu ulangi.",
            version=manifest.version,
        )
        raise Conflict(sentence)
