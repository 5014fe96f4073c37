"""The programs that tests start for themselves: a throwaway PostgreSQL, and finding Chromium."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NoReturn, Self

import psycopg
import pytest

PATIENCE = 30  # seconds; a busy machine is slow to start a server
SKIPS_NOTHING = "LMS_TEST_SKIPS_NOTHING"

# Debian and Homebrew keep PostgreSQL's programs in versioned folders, off the PATH.
POSTGRESQL_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSERS_OF_MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)

# Holds a pipe of the tests, however they end, and clears up after them.
CARETAKER = """
read -r _
server=$(head -n 1 data/postmaster.pid 2>/dev/null) && kill -QUIT "$server" 2>/dev/null
while [ "$server" ] && kill -0 "$server" 2>/dev/null; do sleep 0.1; done
rm -rf "$PWD"
"""


def absent(program: str) -> NoReturn:
    """Skip by name; fail where a machine is meant to have everything."""
    sentence = f"{program} is not on this machine"
    if os.environ.get(SKIPS_NOTHING):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def chromium() -> Path:
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    found += [str(path) for path in BROWSERS_OF_MACOS if path.exists()]
    return Path(found[0]) if found else absent("Chromium")


def postgresql_programs() -> Path:
    """The folder that holds `initdb` and `postgres`, the newest if there are several."""
    folders = [
        folder
        for pattern in POSTGRESQL_FOLDERS
        for folder in Path("/").glob(pattern.lstrip("/"))
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    if folders:
        return max(folders, key=_version)
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else absent("PostgreSQL")


def _version(folder: Path) -> int:
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)


class PostgreSQL:
    """A server of its own folder and socket; `durable` keeps what it was told, also through kill().

    PostgreSQL refuses to run as root, so a root session lends it an unprivileged user.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._programs = postgresql_programs()
        # A socket's path may hold about a hundred characters, so not pytest's deep folders.
        self.folder = Path(tempfile.mkdtemp(prefix="lms-pg-"))
        self._as = _unprivileged(self.folder)
        self._caretaker = self._spawn("sh", "-c", CARETAKER, stdin=subprocess.PIPE)
        self._durable = durable
        self._run(
            *("initdb", "--pgdata=data", "--username=lms", "--auth=trust", "--encoding=UTF8"),
            *("--locale=C", "--no-sync"),
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        deadline = time.monotonic() + PATIENCE
        self._server = self._launch()
        while not self._answers():
            if time.monotonic() > deadline:
                self._give_up()
            if self._server.poll() is not None:
                # After kill() a server may find its forerunner's children still leaving.
                self._server = self._launch()
            time.sleep(0.05)

    def kill(self) -> None:
        """Lose it at once, as in a power cut; `start` brings back what had been committed."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        assert self._caretaker.stdin
        self._caretaker.stdin.close()
        self._server.wait(PATIENCE)
        self._caretaker.wait(PATIENCE)

    def url(self, database: str) -> str:
        return f"postgresql://lms@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> str:
        self.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self.execute(f'DROP DATABASE "{database}" WITH (FORCE)')

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _launch(self) -> subprocess.Popen[bytes]:
        careless = [] if self._durable else ["-cfsync=off", "-cfull_page_writes=off"]
        return self._spawn(
            *(self._programs / "postgres", "-Ddata", f"-k{self.folder}", *careless),
            *("-clisten_addresses=", "-cmax_connections=200"),
            stdin=subprocess.DEVNULL,
        )

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _give_up(self) -> NoReturn:
        raise RuntimeError((self.folder / "log").read_text())

    def _run(self, program: str, *arguments: str) -> None:
        if self._spawn(self._programs / program, *arguments).wait(PATIENCE):
            self._give_up()

    def _spawn(self, *command: object, stdin: int | None = None) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(word) for word in command],
                cwd=self.folder,
                stdin=stdin,
                stdout=log,
                stderr=log,
                **self._as,
            )


def _unprivileged(folder: Path) -> dict[str, object]:
    if os.getuid() != 0:
        return {}
    lent = next(user for user in pwd.getpwall() if user.pw_name in {"postgres", "nobody"})
    os.chown(folder, lent.pw_uid, lent.pw_gid)
    return {"user": lent.pw_uid, "group": lent.pw_gid, "extra_groups": []}
