"""Lessons while twenty people download the register over a line as slow as a village's."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

from bench import province
from bench.coursework import modules
from bench.homes import home
from bench.load import Broken
from bench.measuring import Play, Round, compare, visits
from bench.processes import PATIENCE, Server
from bench.province import Province
from bench.results import Result
from bench.visitors import request

PEOPLE = 4_000  # forty thousand rows, packed far more than is read here
READERS, BYTES, PAUSE = 20, 2_000, 0.1  # 20 kB a second each
LONGEST_MS = 50


def results() -> Iterator[Result]:
    with home() as made:
        with made.app() as app:
            of = province.fill(app, PEOPLE)
            first = modules(of.course)[0].slug  # of every course
        readers = [
            {"paths": [f"/courses/{course}/{first}"], "cookie": someone.cookie}
            for someone, course in zip(of.learners, of.underway, strict=True)
        ]
        with made.serving() as site:
            alone = visits(site, "seeker", readers)
            pair = compare(alone, _beside(site, of, alone))
    p99 = pair.subject.p99_ms or 0
    sentence = f"p99 under {LONGEST_MS} ms beside {READERS} slow downloads: {p99:.0f}"
    goals = ((sentence, p99 < LONGEST_MS),)
    yield Result("slow_readers", "pages/s", "the same alone/s", pair, goals)


def _beside(site: Server, of: Province, alone: Play) -> Play:
    def play(seconds: float) -> Round:
        with ExitStack() as opened:
            lines = [opened.enter_context(_download(site, of)) for _ in range(READERS)]
            opened.enter_context(_read_slowly(lines))
            return alone(seconds)

    return play


@contextmanager
def _download(site: Server, of: Province) -> Iterator[socket.socket]:
    """An export whose first bytes are here."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * BYTES)
        line.settimeout(PATIENCE)
        line.connect(("127.0.0.1", site.port))
        line.sendall(request("GET", "/register/export?year=all", of.officer.cookie))
        first = line.recv(BYTES)
        if b" 200 " not in first[:20]:
            raise Broken(f"no export: {first[:300]!r}")
        yield line


@contextmanager
def _read_slowly(lines: list[socket.socket]) -> Iterator[None]:
    """Read them all until the end of the block; none must have come to its end before."""
    ended, over = Event(), Event()
    thread = Thread(target=_read, args=(lines, ended, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE)
    if ended.is_set():
        raise Broken("a download ended while it was read slowly")


def _read(lines: list[socket.socket], ended: Event, over: Event) -> None:
    while not over.wait(PAUSE):
        if not all(line.recv(BYTES) for line in lines):
            ended.set()
            return
