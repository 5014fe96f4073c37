"""One try to deliver: a POST to an address that was checked, within ten seconds in all.

By the standard library's own client on a socket that is connected here, so that nothing between
looks a name up again, follows a redirect or asks the environment for a proxy.
"""

import math
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer

from lms.foundation.errors import Invalid
from lms.webhooks.address import Barred, Target, places, target_of
from lms.webhooks.models import Fault

CONNECT, WHOLE = 3.0, 10.0  # seconds
KEPT = 1024  # bytes of an answer
MOST_PLACES = 3  # of one name that are tried
AGENT = "BelajarASN-Webhook/1"


@dataclass(frozen=True)
class Outcome:
    """What became of a try; without a fault it arrived."""

    headers: Mapping[str, str]
    took: int = 0  # milliseconds
    code: int | None = None
    fault: Fault | None = None
    answer: str = ""


@dataclass
class Deadline:
    """Cuts what is open when time is over: a peer that drips bytes runs into no timeout."""

    ends: float = field(default_factory=lambda: time.monotonic() + WHOLE)
    over: bool = False

    def left(self, most: float = math.inf) -> float:
        return max(min(self.ends - time.monotonic(), most), 0.001)

    @contextmanager
    def watching(self, opened: socket.socket) -> Iterator[None]:
        watched = opened.dup()  # the original is taken over by TLS
        timer = Timer(self.left(), self._cut, [watched])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            watched.close()

    def _cut(self, watched: socket.socket) -> None:
        self.over = True
        with suppress(OSError):
            watched.shutdown(socket.SHUT_RDWR)


def send(address: str, headers: Mapping[str, str], body: str, *, loopback: bool) -> Outcome:
    """Never raises: whatever goes wrong out there is an outcome."""
    began, content = time.monotonic(), body.encode()
    given = {"Content-Type": "application/json", "User-Agent": AGENT, **headers}
    try:
        target = target_of(address, loopback=loopback)
        given = {"Host": target.named, **given}
        code, answer = _post(target, given, content, loopback=loopback)
    except Barred as barred:
        return Outcome(given, _since(began), fault=barred.fault)
    except Invalid:
        return Outcome(given, _since(began), fault=Fault.FORBIDDEN_PLACE)
    return Outcome(given, _since(began), code, _meaning(code), answer)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _meaning(code: int) -> Fault | None:
    if 200 <= code < 300:
        return None
    if code == 410:
        return Fault.GONE
    return Fault.REDIRECT if 300 <= code < 400 else Fault.REFUSED


def _post(
    target: Target, headers: Mapping[str, str], content: bytes, *, loopback: bool
) -> tuple[int, str]:
    deadline = Deadline()
    found = places(target, loopback=loopback)
    opened = _connected(found[:MOST_PLACES], target.port, deadline)
    with opened, deadline.watching(opened):
        try:
            return _exchange(opened, target, headers, content, deadline)
        except (OSError, HTTPException, ValueError) as error:
            raise Barred(_fault_of(error, deadline)) from None


def _fault_of(error: Exception, deadline: Deadline) -> Fault:
    if deadline.over or isinstance(error, TimeoutError):
        return Fault.TIMEOUT
    if isinstance(error, ssl.SSLError):
        return Fault.TLS
    return Fault.BROKEN


def _connected(found: list[str], port: int, deadline: Deadline) -> socket.socket:
    """To the first that lets us in, of those that were checked."""
    fault = Fault.NO_CONNECTION
    for each in found:
        try:
            return socket.create_connection((each, port), deadline.left(CONNECT))
        except TimeoutError:
            fault = Fault.TIMEOUT
        except OSError:
            fault = Fault.NO_CONNECTION
    raise Barred(fault)


def _exchange(
    opened: socket.socket,
    target: Target,
    headers: Mapping[str, str],
    content: bytes,
    deadline: Deadline,
) -> tuple[int, str]:
    opened.settimeout(deadline.left())
    if target.is_safe:
        opened = trust().wrap_socket(opened, server_hostname=target.host)
    with opened:
        asked = HTTPConnection(target.host, target.port)
        asked.sock = opened
        asked.request("POST", target.path, content, {**headers, "Connection": "close"})
        answer = asked.getresponse()
        if deadline.over:  # what was cut reads like headers that came to their end
            raise TimeoutError
        return answer.status, _text(_beginning(answer))


@cache
def trust() -> ssl.SSLContext:
    """Whom this machine trusts; reading the list takes longer than a message."""
    return ssl.create_default_context()


def _beginning(answer: HTTPResponse) -> bytes:
    """What came of it until now is kept where the rest does not come."""
    kept = b""
    with suppress(OSError, HTTPException, ValueError):
        while len(kept) < KEPT and (more := answer.read1(KEPT - len(kept))):
            kept += more
    return kept


def _text(content: bytes) -> str:
    """Without what no text column holds."""
    return content.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
