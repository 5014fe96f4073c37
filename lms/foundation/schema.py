"""How the database stands to the migrations of this release, and how it is brought there.

Alembic is asked only to migrate: a process that serves pages has no need of its 25 MB.
"""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import Select, String, column, inspect, select, table

from lms.foundation.database import reading_engine

if TYPE_CHECKING:
    from alembic.config import Config

NAMES = re.compile(
    r'^revision = "(?P<name>\w+)"\ndown_revision = (?:"(?P<after>\w+)"|None)$', re.MULTILINE
)
VERSION: Select[str] = select(column("version_num", String)).select_from(table("alembic_version"))


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
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(VERSION).scalar()


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
    texts = [path.read_text() for path in Path(folder, "versions").glob("*.py")]
    after = {each["after"]: each["name"] for text in texts if (each := NAMES.search(text))}
    if len(after) != len(texts):
        raise ValueError("Each migration names itself and the one before it, and none has two.")
    known: list[str] = []
    while (following := after.get(known[0] if known else None)) is not None:
        known.insert(0, following)
    return known


def upgrade(revision: str = "head", folder: str | None = None) -> None:
    """Run the migrations of `folder`, this release's unless it is given, up to `revision`."""
    from alembic import command  # noqa: PLC0415  see above

    command.upgrade(_config(folder), revision)


def downgrade(revision: str = "-1", folder: str | None = None) -> None:
    """Take migrations back, one unless `revision` says to which."""
    from alembic import command  # noqa: PLC0415  see above

    command.downgrade(_config(folder), revision)


def _config(folder: str | None) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  see above

    config = Config()
    config.set_main_option("script_location", (folder or _folder()).replace("%", "%%"))
    return config
