"""One request and its answer, bounded in time and size. Addresses hold NIPs: none is logged."""

import json
import logging
import re
import time
from typing import TYPE_CHECKING, Any

from lms.foundation.language import say

if TYPE_CHECKING:
    from urllib3 import PoolManager

logging.getLogger("urllib3").setLevel(logging.ERROR)  # it tells addresses with its warnings
CONNECT, READ, DEADLINE = 5.0, 30.0, 60.0  # seconds
LARGEST = 4 * 2**20  # bytes of an answer
LONGEST = 300  # letters of a message that are kept
USUAL_PAUSE = 30.0  # seconds, where SIASN names none
AWAY = say("SIASN tidak menjawab.")
_NIP = re.compile(r"\d{18}")


class Answer:
    def __init__(self, status: int, body: bytes, retry_after: str) -> None:
        self.status, self.body, self.retry_after = status, body, retry_after

    @property
    def told(self) -> dict[str, Any]:
        """What it says as JSON; nothing where it cannot be read."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def message(self) -> str:
        told = self.told
        said = next((told[n] for n in ("message", "description", "error") if told.get(n)), "")
        data = told.get("data")
        said = said or (data if isinstance(data, str) else "")
        return _NIP.sub("…", " ".join(str(said).split()))[:LONGEST]

    @property
    def seconds(self) -> float:
        given = self.retry_after
        return float(given) if re.fullmatch(r"\d{1,6}", given) else USUAL_PAUSE


class Broken(Exception):
    """The line broke; `heard` where the request may have arrived."""

    def __init__(self, *, heard: bool) -> None:
        super().__init__()
        self.heard = heard


def _all_of(answer: Any, until: float) -> bytes:
    """The body, of which no drop by drop keeps us longer than the deadline."""
    found = bytearray()
    while piece := answer.read1(65536):
        found += piece
        if len(found) > LARGEST or time.monotonic() > until:
            raise Broken(heard=True)
    return bytes(found)


class Line:
    """Connections to whoever is asked; never tries again by itself."""

    def __init__(self) -> None:
        self._pool: PoolManager | None = None

    def once(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        from urllib3 import exceptions  # noqa: PLC0415  the same

        until = time.monotonic() + DEADLINE
        try:
            answer = self._open().request(
                method,
                url,
                body=body,
                headers=headers,
                preload_content=False,
                redirect=False,
                retries=False,
            )
            try:
                return Answer(
                    answer.status, _all_of(answer, until), answer.headers.get("Retry-After", "")
                )
            finally:
                answer.close()
        except (exceptions.NewConnectionError, exceptions.ConnectTimeoutError):
            raise Broken(heard=False) from None
        except exceptions.HTTPError:
            raise Broken(heard=True) from None

    def _open(self) -> "PoolManager":
        import urllib3  # noqa: PLC0415  the same

        if self._pool is None:
            timeout = urllib3.Timeout(connect=CONNECT, read=READ)
            self._pool = urllib3.PoolManager(timeout=timeout, maxsize=1)
        return self._pool
