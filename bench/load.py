"""Many people at once: keep-alive connections in one process, as cheap as Python makes them.

Run by `bench.visiting`, a program of its own, so that it never shares an interpreter with what it
measures.

Each connection belongs to one visitor (see `bench.visitors`) and is sent the next request as soon
as the last is answered in full, so latencies are those of a server that is never idle.
"""

import re
import socket
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector
from typing import Any, NamedTuple

PATIENCE = 30.0  # seconds for one answer
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Answer(NamedTuple):
    status: int
    head: bytes
    body: bytes


Visitor = Generator[bytes, Answer, Any]


class Broken(Exception):
    """The server did something that no visitor can go on from."""


@dataclass
class Plan:
    """`people` holds what each connection's visitor is told about itself."""

    port: int
    visitor: str
    people: list[dict[str, Any]]
    seconds: float


@dataclass
class Report:
    """Times in seconds; `told` is what visitors had to say, each with when it was said."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    told: list[tuple[float, Any]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests answered a second."""
        return len(self.times) / self.seconds


class Connection:
    """One visitor's keep-alive connection; at most one request is on its way."""

    def __init__(self, port: int, visitor: Visitor) -> None:
        self.visitor = visitor
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.whole = 0  # bytes of the answer, once its head is here
        self.sent_at = 0.0
        self.waiting = False

    def begin(self) -> None:
        self._send(next(self.visitor))

    def go_on(self, answer: Answer) -> None:
        """Let the visitor look at the answer and ask for more, if anything."""
        try:
            self._send(self.visitor.send(answer))
        except StopIteration:
            self.waiting = False

    def _send(self, request: bytes) -> None:
        self.waiting = True
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> Answer | None:
        """Take what has come; the answer where it is whole now."""
        given = self.socket.recv(262144)
        if not given:
            raise Broken(f"the server hung up after {self.received[:300]!r}")
        received = self.received = self.received + given if self.received else given
        if not self.whole:
            self.whole = _whole(received)
        if not self.whole or len(received) < self.whole:
            return None
        end = received.index(b"\r\n\r\n") + 4
        answer = Answer(int(received[9:12]), received[:end], received[end : self.whole])
        self.received, self.whole = b"", 0
        return answer


def _whole(received: bytes) -> int:
    """The answer's length, head and body; 0 while its head is not all here."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return 0
    length = LENGTH.search(received, 0, end)
    if length is None and received[9:12] not in {b"204", b"304"}:
        raise Broken(f"an answer without a length: {received[:end]!r}")
    return end + 4 + (int(length[1]) if length else 0)


def drive(plan: Plan, visitors: list[Visitor], report: Report) -> None:
    """Keep every visitor busy for the plan's seconds, then wait for what is still on its way."""
    connections = [Connection(plan.port, visitor) for visitor in visitors]
    selector = DefaultSelector()
    for connection in connections:
        selector.register(connection.socket, EVENT_READ, connection)
    began = time.perf_counter()
    for connection in connections:
        connection.begin()
    end = began + plan.seconds
    while any(c.waiting for c in connections) and (time.perf_counter() < end or not report.times):
        _answer_some(selector, report)
    report.seconds = time.perf_counter() - began
    _finish(connections)


def _answer_some(selector: DefaultSelector, report: Report) -> None:
    ready = selector.select(PATIENCE)
    if not ready:
        raise Broken(f"no answer for {PATIENCE:.0f} seconds")
    for key, _ in ready:
        connection: Connection = key.data
        answer = connection.receive()
        if answer is not None:
            report.times.append(time.perf_counter() - connection.sent_at)
            connection.go_on(answer)


def _finish(connections: list[Connection]) -> None:
    """Show visitors what was still on its way; acknowledged is acknowledged, though uncounted."""
    for connection in connections:
        answer = None
        while connection.waiting and answer is None:
            answer = connection.receive()
        if answer is not None:
            connection.visitor.send(answer)
        connection.socket.close()
