"""Programs that a benchmark starts for itself, and what they cost."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds; a busy machine is slow to start a server
PROC = Path("/proc")


class Failed(Exception):
    """A benchmark cannot go on; the message says what went wrong."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A program that answers on a port of its own, with all the processes it starts."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.process = process

    def cpu_seconds(self) -> float | None:
        """Processor time of the program and its children so far; none where nobody tells."""
        if not PROC.is_dir():
            return None
        parents, spent = _processes()
        family = {self.process.pid}
        while more := {pid for pid, above in parents.items() if above in family} - family:
            family |= more
        return sum(spent[pid] for pid in family if pid in spent)


def _processes() -> tuple[dict[int, int], dict[int, float]]:
    """Each process's parent, and its processor time in seconds."""
    parents, spent = {}, {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended since
            continue
        pid = int(path.parent.name)
        parents[pid] = int(words[1])
        spent[pid] = (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return parents, spent


@contextmanager
def serving(
    *command: str, port: int, ready: str, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """Run `python -m command` until the end of the block; `ready` is the path that tells."""
    with log.open("ab") as file:
        process = subprocess.Popen(  # noqa: S603  our own programs
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}{ready}", process, log)
        yield Server(port, process)
    except Failed as failure:
        raise Failed(f"{failure}\n{log.read_text()[-2000:]}") from None
    finally:
        _stop(process)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise Failed(f"{url} does not answer:\n{log.read_text()[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; whatever of its own session is left after ten seconds is ended."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run(*command: str, given: str = "", environment: Mapping[str, str] | None = None) -> str:
    """Run `python -m command` to its end; answers what it printed."""
    done = subprocess.run(  # noqa: S603  our own programs
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=None if environment is None else dict(environment),
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE * 4,
    )
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip()[-2000:]}")
    return done.stdout
