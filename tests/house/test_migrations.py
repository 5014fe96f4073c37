"""The migrations build what the models say, on both engines, and lead back down again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import select

from databases import ENGINES, MIGRATIONS, settings_for
from lms.app import create_app
from lms.foundation import schema
from lms.foundation.database import db, transaction
from lms.identity.actions import add_agency
from lms.identity.models import Agency, Unit

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
    schema.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        differences = compare_metadata(context, db.metadata)
    assert not differences, "Write a migration for what the models now say"


def test_each_leads_down_and_up_again(empty_app: Flask) -> None:
    before: list[set[str]] = []
    for revision in REVISIONS:
        before.append(tables() - {"alembic_version"})
        schema.upgrade(revision=revision)
        schema.downgrade()
        assert tables() - {"alembic_version"} == before[-1], f"{revision} leaves something behind"
        schema.upgrade(revision=revision)
    schema.downgrade(revision="base")
    assert tables() <= {"alembic_version"}


def test_they_form_one_line() -> None:
    heads = ScriptDirectory(MIGRATIONS).get_heads()
    assert len(heads) == 1, "Two migrations follow the same one; let the later follow the earlier"


REBUILDING = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "9999", "{head}"


def upgrade() -> None:
    with op.batch_alter_table("agency") as table:
        table.alter_column("short_name", existing_type=sa.String(), nullable=True)
    op.execute("{act}")


def downgrade() -> None:
    pass
"""


def folder_with(tmp_path: Path, act: str) -> str:
    """The migrations and one more, which makes a table anew that others refer to."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    one_more = REBUILDING.format(head=REVISIONS[-1], act=act)
    (folder / "versions" / "9999_one_more.py").write_text(one_more)
    return str(folder)


def found_an_agency() -> None:
    with transaction():
        add_agency("1571", "Pemerintah Kota Jambi", "Kota Jambi")


@pytest.mark.parametrize("empty_app", ENGINES, indirect=True)
def test_a_table_that_others_refer_to_can_be_made_anew(empty_app: Flask, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "SELECT 1")
    schema.upgrade()
    found_an_agency()
    schema.upgrade(folder=folder)
    assert db.session.scalar(select(Unit.agency_id)) == db.session.scalar(select(Agency.id))
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize("empty_app", ["sqlite"], indirect=True)
def test_a_migration_that_breaks_references_is_undone(empty_app: Flask, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "DELETE FROM agency")
    schema.upgrade()
    found_an_agency()
    with pytest.raises(RuntimeError, match="Rows refer to what is not there"):
        schema.upgrade(folder=folder)
    assert db.session.scalar(select(Agency.code)) == "1571"
