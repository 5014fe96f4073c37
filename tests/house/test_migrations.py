"""The migrations build what the models say, on both engines, and lead back down again."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from databases import ENGINES, MIGRATIONS, settings_for
from lms.app import create_app
from lms.foundation.database import db

REVISIONS = [each.revision for each in ScriptDirectory(MIGRATIONS).walk_revisions()][::-1]


@pytest.fixture(params=ENGINES)
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path}/empty.sqlite3"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql").create(tmp_path.name)
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if request.param == "postgresql":
        request.getfixturevalue("postgresql").drop(tmp_path.name)


def tables() -> set[str]:
    return set(sqlalchemy.inspect(db.engine).get_table_names())


def test_they_build_what_the_models_say(empty_app: Flask) -> None:
    flask_migrate.upgrade(directory=MIGRATIONS)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        differences = compare_metadata(context, db.metadata)
    assert not differences, "Write a migration for what the models now say"


def test_each_leads_down_and_up_again(empty_app: Flask) -> None:
    before: list[set[str]] = []
    for revision in REVISIONS:
        before.append(tables() - {"alembic_version"})
        flask_migrate.upgrade(directory=MIGRATIONS, revision=revision)
        flask_migrate.downgrade(directory=MIGRATIONS)
        assert tables() - {"alembic_version"} == before[-1], f"{revision} leaves something behind"
        flask_migrate.upgrade(directory=MIGRATIONS, revision=revision)
    flask_migrate.downgrade(directory=MIGRATIONS, revision="base")
    assert tables() <= {"alembic_version"}


def test_they_form_one_line() -> None:
    heads = ScriptDirectory(MIGRATIONS).get_heads()
    assert len(heads) == 1, "Two migrations follow the same one; let the later follow the earlier"
