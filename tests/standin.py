"""SIASN as its community's programs describe it, on this machine, with its faults.

It writes what it is told twice when it is told twice.
"""

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

KEY, SECRET = "kunci", "rahasia-gerbang"
ACCOUNT, PASSWORD = "operator", "rahasia-sso"
READ_AS = {
    "pnsOrangId": "idPns",
    "nomorSertipikat": "noSertifikat",
    "jenisKursusSertipikat": "jenisKursusSertifikat",
}
SLOWLY = 1.5  # seconds
IDS = {"kursus": "rwKursusId", "diklat": "rwDiklatId"}


class Fault(StrEnum):
    """What happens to one request."""

    LOST = "the line breaks before it is written"
    CUT = "the line breaks after it was written"
    SLOW = "written, and the answer takes long"
    LATE = "the line breaks, and it is written some minutes later"
    BROKEN = "500, nothing written"
    HALF = "500 after it was written"
    GARBLED = "written, and the answer is no JSON"
    REFUSED = "no, with a message"
    BUSY = "429 with Retry-After"
    EXPIRED = "401, the token ran out"


@dataclass
class StandIn:
    url: str = ""
    people: dict[str, str] = field(default_factory=dict)  # NIP to pnsOrangId
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: deque[Fault | None] = field(default_factory=deque)  # of requests to come
    asked: list[tuple[str, str]] = field(default_factory=list)
    floating: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    locked: bool = False
    pause: str = "2"
    lock: Lock = field(default_factory=Lock)

    def settings(self, code: str) -> dict[str, str]:
        host = self.url.removeprefix("http://")
        return {
            "siasn_url": f"{self.url}/apisiasn/1.0",
            "siasn_oauth": f"http://{KEY}:{SECRET}@{host}/oauth2/token",
            "siasn_sso": f"http://{ACCOUNT}:{PASSWORD}@{host}/sso/token?client_id=jambi",
            "siasn_agency": code,
        }

    def keep(self, kind: str, told: dict[str, Any]) -> str:
        """Written again for each time that it comes without an id."""
        name = str(told.get("id") or uuid4().hex)
        with self.lock:
            self.records[name] = {"kind": kind, **told, "id": name}
        return name

    def land(self) -> None:
        """What was underway arrives."""
        while self.floating:
            self.keep(*self.floating.pop())

    def forget(self) -> None:
        """As it was at first, with the same people."""
        self.records, self.floating, self.tokens = {}, [], set()
        self.faults, self.asked = deque(), []

    def of(self, orang_id: str) -> list[dict[str, Any]]:
        return [each for each in self.records.values() if each["pnsOrangId"] == orang_id]


@contextmanager
def standing_in() -> Iterator[StandIn]:
    held = StandIn()

    class Handler(_Handler):
        siasn = held

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    held.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    siasn: StandIn

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        if self._may_go_on(b""):
            self._read()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith(("/oauth2", "/sso")):
            self._give_token(body)
        elif self._may_go_on(body):
            self._write(json.loads(body))

    def _give_token(self, body: bytes) -> None:
        told = parse_qs(body.decode())
        by_key = self.path == "/oauth2/token" and told["grant_type"] == ["client_credentials"]
        by_account = told.get("username") == [ACCOUNT] and told.get("password") == [PASSWORD]
        if self.siasn.locked or not (by_key or (by_account and told["client_id"] == ["jambi"])):
            self._answer(401, {"error": "invalid_client"})
            return
        token = uuid4().hex
        self.siasn.tokens.add(token)
        self._answer(200, {"access_token": token, "expires_in": 3600})

    def _may_go_on(self, body: bytes) -> bool:
        """Whether no fault was due that ends it here; those of writing come later."""
        siasn = self.siasn
        siasn.asked.append((self.command, self.path))
        self.fault = siasn.faults.popleft() if siasn.faults else None
        given = [self.headers.get(name, "").split(" ")[-1] for name in ("Authorization", "Auth")]
        if self.fault is Fault.EXPIRED:
            siasn.tokens.clear()
        if not set(given) <= siasn.tokens:
            self._answer(401, {"message": "Invalid Credentials"})
        elif self.fault is Fault.BUSY:
            self._answer(429, {"message": "Throttled out"}, siasn.pause)
        elif self.fault is Fault.REFUSED and body:
            self._answer(200, {"success": False, "message": "nomorSertipikat sudah dipakai"})
        elif self.fault is Fault.LOST:
            self.close_connection = True
        elif self.fault is Fault.BROKEN or (self.fault and not body):
            self._answer(500, {"message": "Internal Server Error"})
        else:
            return True
        return False

    def _read(self) -> None:
        _, kind, nip = self.path.rsplit("/", 2)
        orang_id = self.siasn.people.get(nip, "")
        if kind == "data-utama":
            found = {"id": orang_id, "nipBaru": nip} if orang_id else "Data tidak ditemukan"
            self._answer(200, {"code": 1, "data": found})
            return
        kind = kind.removeprefix("rw-")
        rows = [_as_read(each) for each in self.siasn.of(orang_id) if each["kind"] == kind]
        self._answer(200, {"code": 1, "data": rows or "Data tidak ditemukan"})

    def _write(self, told: dict[str, Any]) -> None:
        kind = self.path.split("/")[-2]
        if self.fault is Fault.LATE:
            self.siasn.floating.append((kind, told))
            self.close_connection = True
            return
        name = self.siasn.keep(kind, told)
        sleep(SLOWLY if self.fault is Fault.SLOW else 0)
        if self.fault in {Fault.CUT, Fault.SLOW}:
            self.close_connection = True
        elif self.fault is Fault.HALF:
            self._answer(500, {"message": "Internal Server Error"})
        elif self.fault is Fault.GARBLED:
            self._send(200, b"<html>gateway</html>")
        else:
            done = {"success": True, "message": "success", "mapData": {IDS[kind]: name}}
            self._answer(200, done)

    def _answer(self, status: int, told: dict[str, Any], pause: str = "") -> None:
        self._send(status, json.dumps(told).encode(), pause)

    def _send(self, status: int, body: bytes, pause: str = "") -> None:
        self.send_response(status)
        if pause:
            self.send_header("Retry-After", pause)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _as_read(told: dict[str, Any]) -> dict[str, Any]:
    """Reads spell what writes spell otherwise."""
    return {READ_AS.get(name, name): value for name, value in told.items()}
