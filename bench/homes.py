"""A site of a benchmark's own: its folder, its database, its people, and the site as it runs."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from bench.processes import ROOT, Server, free_port, serving
from lms.app import create_app
from lms.foundation import schema
from lms.foundation.database import db
from lms.foundation.settings import Settings

RESULTS = ROOT / "var/bench"


@dataclass(frozen=True)
class Home:
    folder: Path
    database_url: str = ""  # SQLite in the folder, unless one is given

    @property
    def environment(self) -> dict[str, str]:
        """That of this process, with nothing of another site in it."""
        inherited = {name: value for name, value in os.environ.items() if name[:4] != "LMS_"}
        return inherited | {"LMS_HOME": str(self.folder), "LMS_DATABASE_URL": self.database_url}

    @contextmanager
    def app(self) -> Iterator[Flask]:
        """The application in this process, to fill its database or to look into it."""
        made = create_app(Settings.from_environment(self.environment))
        with made.app_context():
            yield made
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """The site, run as operators run it."""
        port = free_port()
        command = ("lms", "serve", "--port", str(port))
        log = self.folder / "server.log"
        with serving(
            *command, port=port, ready="/readyz", environment=self.environment, log=log
        ) as server:
            yield server


@contextmanager
def home(database_url: str = "") -> Iterator[Home]:
    """A migrated site with nothing in it, taken away afterwards.

    In the checkout and not in /tmp, which lies in memory on many machines: commits go to a disk.
    """
    RESULTS.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="home-", dir=RESULTS))
    made = Home(folder, database_url)
    try:
        with made.app():
            schema.upgrade()
        yield made
    finally:
        shutil.rmtree(folder)


@contextmanager
def hello() -> Iterator[Server]:
    """The reference of most benchmarks."""
    port = free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(
            *("bench.hello", str(port)),
            port=port,
            ready="/",
            environment=os.environ,
            log=Path(folder) / "log",
        ) as server,
    ):
        yield server
