"""The real server and the real worker, as processes: start, stop, and sudden death."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from sites import ROOT, Home, _free_port

PATIENCE = 60  # seconds; a busy machine is slow to start a server
EVERYWHERE = "0.0.0.0"  # noqa: S104  what a demonstration is not served at


@pytest.fixture
def home(sqlite_url: str, tmp_path: Path) -> Home:
    return Home(tmp_path, sqlite_url)


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        self.process.send_signal(with_signal)
        return self.process.wait(PATIENCE)


@contextmanager
def running(home: Home, *words: str, **given: str) -> Iterator[Running]:
    out, err = home.folder / "out", home.folder / "err"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=home.environment | given,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
    try:
        yield Running(process, out, err)
    finally:
        _end_all_of(process.pid)
        process.wait()


def _end_all_of(session: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)


def until(true: Callable[[], object], site: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        told = site.err.read_text()
        assert time.monotonic() < deadline, f"It did not come true in time:\n{told}"
        time.sleep(0.1)


def answers(port: int, path: str = "/readyz") -> int:
    """The status of an answer; 0 for none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def rows(home: Home, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home.folder / "lms.sqlite3", timeout=30)) as database:
        return database.execute(question).fetchall()


def anybody_is_left(site: Running) -> bool:
    """Whether a process that it started still runs; they are all of one group."""
    try:
        os.killpg(site.process.pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def serving(home: Home, *options: str, **given: str) -> Iterator[tuple[int, Running]]:
    port = _free_port()
    words = ("-m", "lms", "serve", "--port", str(port), "--workers", "1", *options)
    with running(home, *words, **given) as site:
        until(lambda: answers(port) == 200 or site.process.poll() is not None, site)
        yield port, site


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_answers_and_stops_leaving_nothing_behind(
    home: Home, with_signal: signal.Signals
) -> None:
    with serving(home) as (port, site):
        until(lambda: rows(home, "SELECT name FROM worker"), site)
        assert site.out.read_text() == f"Belajar ASN: http://127.0.0.1:{port}\n"
        assert site.stop(with_signal) == 0
        assert not anybody_is_left(site)
        assert rows(home, "SELECT name FROM worker") == []  # it said farewell
        assert "Traceback" not in site.err.read_text()


def test_its_log_is_a_line_of_json_for_each_request(home: Home) -> None:
    with serving(home, "--no-worker", LMS_LOG_FORMAT="json") as (port, site):
        assert answers(port, "/sign-in?nip=199104122015032004") == 200
        until(lambda: '"path": "/sign-in"' in site.err.read_text(), site)
        assert "199104122015032004" not in site.err.read_text()
        assert site.stop() == 0


def test_without_a_worker_there_is_none(home: Home) -> None:
    with serving(home, "--no-worker") as (_, site):
        assert rows(home, "SELECT name FROM worker") == []
        assert site.stop() == 0


def test_a_port_that_is_taken_is_one_sentence(home: Home) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with running(home, "-m", "lms", "serve", "--port", str(port)) as site:
            assert site.process.wait(PATIENCE) == 1
            told = site.err.read_text()
    assert f"Port {port} sudah dipakai" in told
    assert "Traceback" not in told


def test_when_the_server_is_killed_all_it_started_ends_too(home: Home) -> None:
    with serving(home) as (port, site):
        until(lambda: rows(home, "SELECT name FROM worker"), site)
        site.process.kill()
        site.process.wait()
        until(lambda: not anybody_is_left(site), site)
        assert answers(port) == 0


def test_a_worker_that_is_killed_is_replaced(home: Home) -> None:
    with serving(home) as (port, site):
        until(lambda: rows(home, "SELECT name FROM worker"), site)
        ((name,),) = rows(home, "SELECT name FROM worker")
        os.kill(int(str(name).rpartition(":")[2]), signal.SIGKILL)
        until(lambda: len(rows(home, "SELECT name FROM worker")) == 2, site)
        assert answers(port) == 200
        assert site.stop() == 0


def demonstration(home: Home) -> None:
    with closing(sqlite3.connect(home.folder / "lms.sqlite3")) as database, database:
        database.execute("INSERT INTO site_mark VALUES ('demonstration', '2026-11-22 00:00:00')")


def test_a_demonstration_says_who_can_sign_in_and_stays_on_this_machine(home: Home) -> None:
    demonstration(home)
    with serving(home, "--no-worker") as (_, site):
        assert "administrator" in site.out.read_text()
        assert site.stop() == 0
    with running(
        home, "-m", "lms", "serve", "--host", EVERYWHERE, "--port", str(_free_port())
    ) as it:
        assert it.process.wait(PATIENCE) == 1
        assert "--expose-demo" in it.err.read_text()


def test_what_is_there_is_served_and_not_filled_with_a_demonstration(home: Home) -> None:
    home.lms("agencies", "add", "1500", "Pemerintah Provinsi Jambi")
    with serving(home, "--no-worker", "--demo") as (port, site):
        assert answers(port) == 200
        assert rows(home, "SELECT code FROM agency") == [("1500",)]
        assert site.stop() == 0


def test_a_demonstration_is_shown_to_others_when_that_is_meant(home: Home) -> None:
    demonstration(home)
    with serving(home, "--no-worker", "--host", EVERYWHERE, "--expose-demo") as (port, site):
        assert answers(port) == 200
        assert site.stop() == 0


def test_a_real_site_needs_its_key_before_others_can_reach_it(home: Home) -> None:
    port = str(_free_port())
    with running(home, "-m", "lms", "serve", "--host", EVERYWHERE, "--port", port) as site:
        assert site.process.wait(PATIENCE) == 1
        assert "LMS_SECRET_KEY" in site.err.read_text()


WORKER = """
import os, sys, time
from datetime import timedelta
from pathlib import Path
from lms.cli import working
from lms.foundation.jobs import job

@job("linger", slow=True)
def linger(folder):
    tries = Path(folder, "tries")
    with tries.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    if len(tries.read_text().splitlines()) == 1:
        time.sleep(3600)

working.work(lease=timedelta(seconds=2))
"""


def test_a_killed_workers_job_is_done_by_another(home: Home) -> None:
    """Kill -9 in the middle of a job: when the lease has run out, the next worker does it."""
    with closing(sqlite3.connect(home.folder / "lms.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO job (kind, arguments, state, due_at, tries, error, created_at) VALUES"
            " ('linger', json_object('folder', ?), 'waiting', '2026-01-01', 0, '', '2026-01-01')",
            [str(home.folder)],
        )
    tries = home.folder / "tries"
    state = "SELECT state, tries FROM job WHERE kind = 'linger'"
    with running(home, "-c", WORKER) as first:
        until(tries.exists, first)
        time.sleep(3)  # longer than its lease, which its heart makes longer
        assert rows(home, state) == [("waiting", 1)]
        first.process.kill()
    with running(home, "-c", WORKER) as second:
        until(lambda: rows(home, state) == [("done", 2)], second)
        assert second.stop() == 0
    assert len(tries.read_text().splitlines()) == 2


def test_a_worker_by_itself_stops_when_told(home: Home) -> None:
    with running(home, "-m", "lms", "worker") as worker:
        until(lambda: rows(home, "SELECT name FROM worker"), worker)
        assert worker.stop() == 0
    assert rows(home, "SELECT name FROM worker") == []
