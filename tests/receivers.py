"""A receiver of webhooks on this machine, which can be told to misbehave."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from standardwebhooks import Webhook

from certificates_of_servers import self_signed


@dataclass
class Got:
    """One message as it came in."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def uid(self) -> str:
        return self.headers["webhook-id"]

    def opened(self, secret: str) -> Any:
        """By an independent reading of the specification; raises for a wrong signature."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """What it got, and how it answers: a code, or something that writes to the socket itself."""

    port: int = 0
    scheme: str = "http"
    got: list[Got] = field(default_factory=list)
    answers: list[int | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    usual: int | Callable[[BaseHTTPRequestHandler], None] = 204
    let_go: Event = field(default_factory=Event)  # what hangs ends when this is set
    at_once: int = 0  # the most messages that were open at one time
    _open: int = 0
    _lock: Lock = field(default_factory=Lock)

    @property
    def address(self) -> str:
        return f"{self.scheme}://localhost:{self.port}/masuk"

    def hang(self, handler: BaseHTTPRequestHandler) -> None:
        """Neither a word nor an end."""
        self.let_go.wait(60)

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        """A byte now and then, so that no single one is late."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.let_go.wait(0.05):
            handler.wfile.write(b"a")

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self._open += 1
            self.at_once = max(self.at_once, self._open)
        try:
            self._take(handler)
        finally:
            with self._lock:
                self._open -= 1

    def _take(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length", 0))
        body = handler.rfile.read(length).decode()
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            self.got.append(Got(handler.path, headers, body))
            answer = self.answers.pop(0) if self.answers else self.usual
        if callable(answer):
            answer(handler)
        else:
            handler.send_response(answer)
            handler.send_header("Content-Length", "0")
            handler.end_headers()


def says(code: int, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def lingers(seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        says(204)(handler)

    return answer


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up on us meant it."""


@contextmanager
def receiving(tls: Path | None = None) -> Iterator[Receiver]:
    """With TLS where a folder is named, in which its certificate is then found."""
    receiver = Receiver(scheme="https" if tls else "http")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.take(self)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = Quiet(("127.0.0.1", 0), Handler)
    if tls:
        told = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        told.load_cert_chain(*self_signed(tls))
        server.socket = told.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    receiver.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()
