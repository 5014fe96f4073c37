"""What every test may ask for: a fresh, migrated database on each engine, an app, a browser."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import hypothesis
import pytest
from flask import Flask

from addresses import Known
from browser import Browser, Compiled
from cast import Cast
from courses import SLUG
from databases import (
    ENGINES,
    Washed,
    assemble_at,
    migrate,
    publish_at,
    settings_for,
    share_statements,
)
from lms.app import create_app
from lms.foundation.database import db
from lms.web.site import Site
from servers import PostgreSQL

TEMPLATES = Compiled()  # every test has an app of its own, but not templates of its own
DEEP = bool(os.environ.get("LMS_DEEP"))

hypothesis.settings.register_profile("small", max_examples=30, deadline=None, derandomize=True)
hypothesis.settings.register_profile("deep", max_examples=3000, deadline=None)
hypothesis.settings.load_profile("deep" if DEEP else "small")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked deep, unless this is `make deep`."""
    left_out = [] if DEEP else [item for item in items if item.get_closest_marker("deep")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What is there before the first test stays; to go through it again took a quarter of all."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A throwaway server for this worker."""
    with PostgreSQL() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template")
    migrate(f"sqlite:///{home}/lms.sqlite3", home)
    return home / "lms.sqlite3"


@pytest.fixture(scope="session")
def postgresql_template(postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> str:
    migrate(postgresql.create("template"), tmp_path_factory.mktemp("template"))
    return "template"


@pytest.fixture(scope="session")
def sqlite_peopled(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Cast]:
    """A database with everybody in their place, and who they are there."""
    home = tmp_path_factory.mktemp("peopled")
    path = shutil.copy(sqlite_template, home / "lms.sqlite3")
    return path, assemble_at(f"sqlite:///{path}", home)


@pytest.fixture(scope="session")
def sqlite_taught(
    sqlite_peopled: tuple[Path, Cast], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of a site where the small course is published."""
    path, cast = sqlite_peopled
    home = tmp_path_factory.mktemp("taught")
    publish_at(f"sqlite:///{shutil.copy(path, home / 'lms.sqlite3')}", home, cast)
    return home


@pytest.fixture(scope="session")
def washed(postgresql: PostgreSQL, postgresql_template: str) -> Iterator[Washed]:
    with closing(Washed(postgresql, postgresql_template)) as database:
        yield database


@pytest.fixture(scope="session")
def postgresql_peopled(
    washed: Washed, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Cast]:
    cast = assemble_at(washed.url(), tmp_path_factory.mktemp("peopled"))
    washed.keep("peopled")
    return "peopled", cast


@pytest.fixture(scope="session")
def postgresql_taught(
    washed: Washed, postgresql_peopled: tuple[str, Cast], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    name, cast = postgresql_peopled
    home = tmp_path_factory.mktemp("taught")
    publish_at(washed.url(name), home, cast)
    washed.keep("taught")
    return "taught", home


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path: Path = request.getfixturevalue("sqlite_template")
    if "taught" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("sqlite_taught"), tmp_path, dirs_exist_ok=True)
        return f"sqlite:///{tmp_path}/lms.sqlite3"
    if "cast" in request.fixturenames:
        path, _ = request.getfixturevalue("sqlite_peopled")
    return f"sqlite:///{shutil.copy(path, tmp_path / 'lms.sqlite3')}"


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest, washed: Washed, tmp_path: Path) -> str:
    if "taught" in request.fixturenames:
        name, home = request.getfixturevalue("postgresql_taught")
        shutil.copytree(home, tmp_path, dirs_exist_ok=True)
        return washed.url(name)
    if "cast" in request.fixturenames:
        name, _ = request.getfixturevalue("postgresql_peopled")
        return washed.url(name)
    return washed.url()


@pytest.fixture(params=ENGINES)
def engine_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh, migrated database; who asks for it runs on both engines.

    Where one engine is enough: `@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)`.
    """
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def app(engine_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a fresh database, with its context open for the test itself."""
    with patch.object(Site, "url_rule_class", Known):
        app = create_app(settings_for(engine_url, tmp_path))
    app.testing = True
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = TEMPLATES
    with app.app_context():
        share_statements(db.engine)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(request: pytest.FixtureRequest, app: Flask) -> Cast:
    """Everybody in their place; see cast.py for who is who."""
    _, cast = request.getfixturevalue(f"{db.engine.dialect.name}_peopled")
    return replace(cast, units=dict(cast.units), people=dict(cast.people))


@pytest.fixture
def taught(cast: Cast) -> str:
    """Whoever asks for it finds the small course in the database, its files below `content`."""
    return SLUG


@pytest.fixture
def course(taught: str) -> str:
    """The slug of a small course of the province: a lesson, a quiz, a case study."""
    return taught


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser at which nobody is signed in; `app.test_client()` makes another."""
    return app.test_client()
