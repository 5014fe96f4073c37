"""How the database stands to the migrations of this release."""

from enum import StrEnum
from functools import cache

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from lms.foundation.database import reading_engine


class Standing(StrEnum):
    EMPTY = "empty"  # no migration has run
    BEHIND = "behind"
    AT_HEAD = "at head"
    AHEAD = "ahead"  # a later release has been here


def standing() -> Standing:
    return standing_of(current())


def standing_of(revision: str | None) -> Standing:
    """How a database, or the backup of one, at `revision` stands."""
    if revision is None:
        return Standing.EMPTY
    if revision == head():
        return Standing.AT_HEAD
    return Standing.BEHIND if revision in _known(_folder()) else Standing.AHEAD


def current() -> str | None:
    """The last migration that has run here."""
    with reading_engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The last migration of this release."""
    return _known(_folder())[0]


def missing() -> list[str]:
    """The migrations that have not run here yet, in their order."""
    known = _known(_folder())
    here = current()
    return list(reversed(known[: known.index(here)] if here in known else known))


def _folder() -> str:
    return str(current_app.config["MIGRATIONS"])


@cache
def _known(folder: str) -> list[str]:
    """Every migration of this release, the latest first; a running process never sees new ones."""
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
