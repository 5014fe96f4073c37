"""How a database stands to this release's migrations."""

import pytest
from flask import Flask
from sqlalchemy import text

from lms.foundation import schema
from lms.foundation.database import db
from lms.foundation.schema import Standing


def test_a_fresh_one_is_at_head(app: Flask) -> None:
    assert schema.standing() is Standing.AT_HEAD
    assert schema.missing() == []


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_one_step_back_is_behind_and_the_step_is_named(app: Flask) -> None:
    schema.downgrade()
    assert schema.standing() is Standing.BEHIND
    assert schema.missing() == [schema.head()]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_all_the_way_back_is_empty(app: Flask) -> None:
    schema.downgrade(revision="base")
    assert schema.standing() is Standing.EMPTY
    assert schema.missing()[-1] == schema.head()


def test_a_later_releases_is_ahead(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema.standing() is Standing.AHEAD
