"""Few at a time come to Flask, however many threads there are.

Python runs one thread at a time, so more of them at work only hand it over more often; but a
thread that waits for a slow browser, or for the disk at the wicket, should keep nobody from work.
So whoever comes to Flask takes one of a few seats, with the connection that lies there, and what
the browser sends is read before, and its answer sent after.
"""

from __future__ import annotations

from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from lms.foundation.lending import Seat, seated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

SEATS = 2  # of a web process; measured in docs/decisions
LONGEST_LENGTH = 20  # digits
IN_MEMORY = 64 * 1024  # bytes of a request; the rest is held in a file


class Seats:
    """`largest` is the most bytes that Flask reads of a request; what is longer is left to it."""

    def __init__(self, app: WSGIApplication, largest: int) -> None:
        self.app, self.largest = app, largest
        self._free: SimpleQueue[Seat] = SimpleQueue()
        for _ in range(SEATS):
            self._free.put(Seat())

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        length = self._length(environ)
        if length is None:
            return self._answered(environ, start)
        with SpooledTemporaryFile(IN_MEMORY) as received:
            _receive(environ["wsgi.input"], length, received)
            environ["wsgi.input"] = received
            return self._answered(environ, start)

    def _length(self, environ: WSGIEnvironment) -> int | None:
        """How much is received before; none of what is not sent, or too long for Flask to read.

        Of what comes in chunks nobody knows; a byte too many lets Flask refuse it.
        """
        if "HTTP_TRANSFER_ENCODING" in environ:
            return self.largest + 1
        length = environ.get("CONTENT_LENGTH") or ""
        short = length.isdecimal() and len(length) <= LONGEST_LENGTH
        return int(length) if short and 0 < int(length) <= self.largest else None

    def _answered(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        seat = self._free.get()
        try:
            with seated(seat):
                return self.app(environ, start)
        finally:
            self._free.put(seat)


def _receive(sent: Any, length: int, received: SpooledTemporaryFile[bytes]) -> None:
    """Take what is sent, less than `length` where the browser goes away."""
    while length and (part := sent.read(min(length, IN_MEMORY))):
        received.write(part)
        length -= len(part)
    received.seek(0)
