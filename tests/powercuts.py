"""A site that loses its power in the middle, and people who go on answering as their phones do."""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from cast import PASSWORD
from courses import SLUG
from quizzes import QUIZ_URL
from sites import ROOT, Home

PATIENCE = 60  # seconds for a server to answer again, and for an answer to be taken


class Mains:
    """The real server of a home, on one port through every cut."""

    def __init__(self, home: Home, port: int) -> None:
        self.home, self.port = home, port
        self.server: subprocess.Popen[bytes] | None = None

    def on(self) -> None:
        words = ["serve", "--port", str(self.port), "--workers", "2", "--no-worker"]
        with (self.home.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "lms", *words],
                cwd=ROOT,
                env=self.home.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def cut(self) -> None:
        """Every process at once, without a chance to finish anything."""
        assert self.server
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as line:
                try:
                    line.request("GET", "/readyz")
                    if line.getresponse().status == 200:
                        return
                except OSError:
                    time.sleep(0.1)
        raise AssertionError((self.home.folder / "server.log").read_text())


@contextmanager
def powered(home: Home) -> Iterator[Mains]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        mains = Mains(home, probe.getsockname()[1])
    mains.on()
    try:
        yield mains
    finally:
        mains.cut()


@dataclass
class Phone:
    """One person's phone: what it sent, what was acknowledged, and how long that took."""

    nip: str
    port: int
    attempt: str = ""
    sent: dict[tuple[int, int], str] = field(default_factory=dict)  # by place and counter
    acknowledged: dict[int, int] = field(default_factory=dict)  # the highest counter of a place
    waits: list[float] = field(default_factory=list)  # of what was not sent again
    results: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    line: http.client.HTTPConnection | None = None

    def open(self, method: str, path: str, **given: Any) -> http.client.HTTPResponse:
        """Ask on the line that is open; raises OSError or HTTPException where it broke."""
        self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        try:
            self.line.request(method, path, headers=headers | given.pop("headers", {}), **given)
            answer = self.line.getresponse()
            answer.body = answer.read().decode()  # type: ignore[attr-defined]  # kept with it
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def hang_up(self) -> None:
        if self.line:
            self.line.close()
            self.line = None

    def post(self, path: str, **form: str) -> http.client.HTTPResponse:
        body = urllib.parse.urlencode({"csrf_token": self.token, **form})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.open("POST", path, body=body, headers=kind)

    def read_token(self, path: str) -> None:
        page = self.open("GET", path).body  # type: ignore[attr-defined]  # see above
        self.token = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]  # type: ignore[index]  # every page has one

    def begin(self) -> None:
        """Sign in, enrol and start the quiz, by the forms that everybody has."""
        self.read_token("/sign-in")
        assert self.post("/sign-in", nip=self.nip, password=PASSWORD).status == 302
        self.read_token("/courses")
        assert self.post(f"/courses/{SLUG}/enrolment").status == 302
        begun = self.post(f"{QUIZ_URL}/attempts").headers["Location"]
        self.attempt = begun.split("/")[2]

    def answer(self, places: int, stop: threading.Event) -> None:
        """Answer until told to stop; what gets no acknowledgement is sent again, as it was."""
        counter, chance = 0, random.Random(self.nip)
        while not stop.is_set():
            counter += 1
            self.save(chance.randint(1, places), counter)

    def save(self, place: int, counter: int) -> None:
        value = self.sent[place, counter] = f"{self.nip}-{place}-{counter}"
        body = f'{{"value": "{value}", "device": "phone", "counter": {counter}}}'
        kind = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        url = f"/attempts/{self.attempt}/answers/{place}"
        began, tries = time.monotonic(), 0
        while time.monotonic() - began < PATIENCE:
            tries += 1
            try:
                answer = self.open("PUT", url, body=body, headers=kind)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if answer.status == 200:
                self.acknowledged[place] = counter
                self.waits += [time.monotonic() - began] if tries == 1 else []
                return
            assert answer.status >= 500, answer.body  # type: ignore[attr-defined]  # see above
        raise AssertionError(f"{value} was never taken")

    def hand_in(self) -> None:
        """Press the button until there is a result."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            try:
                answer = self.post(f"/attempts/{self.attempt}/submission")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if answer.status == 302:
                self.results.append(answer.headers["Location"])
                return self.hang_up()
            assert answer.status >= 500, answer.body  # type: ignore[attr-defined]  # see above
        raise AssertionError(f"{self.attempt} was never handed in")
