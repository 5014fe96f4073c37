"""The site as people meet it: the real server and the machine's Chromium.

All tests of a worker share one server on a copy of the demonstration and bring their own newcomers,
so they do not meet. Who changes what everybody shares asks for the site apart.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import servers
from editors import Desk, at_a_desk
from sites import Home, Site, serving
from windows import SWITCHES

ENGINES = ["sqlite", "postgresql"] if os.environ.get("LMS_DEEP") else ["sqlite"]
TEMPLATE = "demonstration"
PATIENCE = 300  # seconds; the first test of a worker waits for the demonstration and the server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(PATIENCE))


@pytest.fixture(scope="session", params=ENGINES)
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demonstration, loaded once and copied by each site."""
    if request.param == "postgresql":
        server: servers.PostgreSQL = request.getfixturevalue("postgresql")
        home = Home(tmp_path_factory.mktemp(TEMPLATE), server.create(TEMPLATE))
        home.lms("demo", "--if-empty")
        return home
    folder = _of_all_workers(tmp_path_factory) / TEMPLATE
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _on_sqlite(folder.with_suffix(".new")).lms("demo", "--if-empty")
            folder.with_suffix(".new").rename(folder)
    return _on_sqlite(folder)


def _of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def _on_sqlite(folder: Path) -> Home:
    return Home(folder, f"sqlite:///{folder}/lms.sqlite3")


@contextmanager
def _copied(template: Home, request: pytest.FixtureRequest, folder: Path) -> Iterator[Home]:
    shutil.copytree(template.folder, folder)
    if template.database_url.startswith("sqlite"):
        yield _on_sqlite(folder)
        return
    server: servers.PostgreSQL = request.getfixturevalue("postgresql")
    yield Home(folder, server.create(folder.name, TEMPLATE))
    server.drop(folder.name)


@pytest.fixture(scope="session")
def home(
    template: Home, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    with _copied(template, request, tmp_path_factory.mktemp("site") / "shared") as home:
        yield home


@pytest.fixture(scope="session")
def site(home: Home) -> Iterator[Site]:
    with serving(home) as site:
        yield site


@pytest.fixture(scope="module")
def home_apart(
    template: Home, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    with _copied(template, request, tmp_path_factory.mktemp("site") / "apart") as home:
        yield home


@pytest.fixture(scope="module")
def site_apart(home_apart: Home) -> Iterator[Site]:
    with serving(home_apart) as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = servers.chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_a_desk(sqlite_template, tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture
def desk(served: Desk) -> Desk:
    served.clear()
    return served
