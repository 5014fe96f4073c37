"""A reference that needs no server: one piece of work, again and again, in programs of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Callable

from bench.measuring import Round, part
from bench.processes import PATIENCE, ROOT, Failed


def programs(*command: str, count: int = 1) -> Callable[[float], Round]:
    """A round of `count` programs that begin at once.

    `command` is a module of ours that calls `work`, with its arguments.
    """

    def play(seconds: float) -> Round:
        started = [_start(*command, str(seconds)) for _ in range(count)]
        for program in started:
            assert program.stdout
            program.stdout.readline()  # it is ready
        for program in started:
            assert program.stdin
            program.stdin.write("\n")
            program.stdin.flush()
        return _round([_end(program) for program in started])

    return play


def _start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  our own programs
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _end(program: subprocess.Popen[str]) -> dict[str, list[float]]:
    said, _ = program.communicate(timeout=PATIENCE * 2)
    if program.returncode:
        raise Failed(f"{program.args!r} ended with {program.returncode}")
    report: dict[str, list[float]] = json.loads(said)
    return report


def _round(reports: list[dict[str, list[float]]]) -> Round:
    times = [time for report in reports for time in report["times"]]
    rate = sum(len(report["times"]) / sum(report["times"]) for report in reports)
    return Round(rate, part(times, 0.5), part(times, 0.99))


def work(once: Callable[[], object], seconds: float) -> None:
    """What such a program does: say that it is ready, wait for the word, work, tell the times."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    times: list[float] = []
    began = now = time.perf_counter()
    while now < began + seconds:
        once()
        before, now = now, time.perf_counter()
        times.append(now - before)
    json.dump({"times": times}, sys.stdout)
