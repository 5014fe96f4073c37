"""A PostgreSQL server of a benchmark's own, as durable as it comes, where its programs are."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.processes import PATIENCE, Failed, free_port

# Debian and Homebrew keep PostgreSQL's programs in versioned folders, off the PATH.
FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)


def programs() -> Path | None:
    """The folder that holds `initdb` and `postgres`, the newest if there are several."""
    found = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern)]
    whole = [folder for folder in found if (folder / "initdb").exists()]
    if whole:
        return max(whole, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(folder: Path) -> int:
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)


@contextmanager
def postgresql(bin_folder: Path) -> Iterator[str]:
    """Run a server until the end of the block; answers the address of an empty database.

    It listens on loopback, as a site's own does: a socket in the file system would be cheaper.
    """
    with tempfile.TemporaryDirectory(prefix="lms-bench-pg-") as folder:
        lent = _unprivileged(Path(folder))
        initdb = ("initdb", "--pgdata=data", "--username=lms", "--auth=trust", "--encoding=UTF8")
        if _start(bin_folder, *initdb, "--locale=C", folder=folder, lent=lent).wait(PATIENCE):
            raise Failed((Path(folder) / "log").read_text())
        port = free_port()
        options = (f"-p{port}", f"-k{folder}", "-clisten_addresses=127.0.0.1")
        server = _start(bin_folder, "postgres", "-Ddata", *options, folder=folder, lent=lent)
        try:
            yield _created(f"postgresql://lms@127.0.0.1:{port}", server, Path(folder))
        finally:
            server.terminate()  # smart shutdown waits for connections, so this is its second word
            server.send_signal(2)
            server.wait(PATIENCE)


def _created(address: str, server: subprocess.Popen[bytes], folder: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return f"{address}/bench"
    raise Failed((folder / "log").read_text())


def _start(
    bin_folder: Path, program: str, *options: str, folder: str, lent: dict[str, Any]
) -> subprocess.Popen[bytes]:
    with (Path(folder) / "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603  PostgreSQL's own programs
            [str(bin_folder / program), *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **lent,
        )


def _unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends it another user."""
    if os.getuid() != 0:
        return {}
    lent = next(user for user in pwd.getpwall() if user.pw_name in {"postgres", "nobody"})
    os.chown(folder, lent.pw_uid, lent.pw_gid)
    return {"user": lent.pw_uid, "group": lent.pw_gid, "extra_groups": []}
