"""A site as it runs for people: its folder, its database, the real server on a loopback port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from flask import Flask

from lms.app import create_app
from lms.catalog import library
from lms.foundation.database import db, transaction
from lms.foundation.settings import Settings
from lms.web import kept
from servers import PATIENCE

ROOT = Path(__file__).parents[1]


@dataclass
class Home:
    """What one site keeps: a folder, and perhaps a database elsewhere."""

    folder: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name[:4] != "LMS_"}
        return inherited | {"LMS_HOME": str(self.folder), "LMS_DATABASE_URL": self.database_url}

    def lms(self, *words: str, exits: int = 0) -> str:
        """Run the command; answers what it printed."""
        command = [sys.executable, "-m", "lms", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == exits, f"lms {' '.join(words)}: {done.stderr}"
        return done.stdout

    @cached_property
    def app(self) -> Flask:
        return create_app(Settings.from_environment(self.environment))

    @contextmanager
    def inside(self) -> Iterator[None]:
        """In the application on this site's own database, in one transaction that is kept.

        For what a test arranges beforehand or looks up afterwards; people use a window.
        """
        for shelf in (library, kept):
            shelf.forget()  # another site's may lie on them
        with self.app.app_context():
            try:
                with transaction():
                    yield
            finally:
                db.session.remove()
                db.engine.dispose()


@dataclass
class Site:
    """A running site and the people who can sign in there, by role."""

    url: str
    people: dict[str, dict[str, str]]
    server: subprocess.Popen[bytes]


@contextmanager
def serving(home: Home, *options: str) -> Iterator[Site]:
    """Serve a home until the end of the block."""
    port = _free_port()
    people = {each["role"]: each for each in json.loads(home.lms("demo", "--json"))}
    command = [sys.executable, "-m", "lms", "serve", "--port", str(port), *options]
    log = home.folder / "server.log"
    with log.open("ab") as file:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=home.environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", server, log)
        yield Site(f"http://127.0.0.1:{port}", people, server)
    finally:
        _stop(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The server does not answer:\n{log.read_text()}", pytrace=False)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end; whatever of its own session is left after ten seconds is ended."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
