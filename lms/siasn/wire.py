"""SIASN over HTTP, as the programs of its community speak with it; to be confirmed with BKN.

Two tokens: one of the gateway (OAuth, client credentials), one of the person whose account it is
(SSO). Nothing is tried again here but a request that a token which ran out has stopped: whether a
second one is safe is for whoever sends to know. Addresses hold NIPs and are never logged.
"""

import json
import logging
import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lms.foundation.language import Said, say
from lms.siasn.answers import (
    Busy,
    Denied,
    Fields,
    Held,
    Kind,
    LockedOut,
    NotWritten,
    Unheard,
)

if TYPE_CHECKING:
    from urllib3 import PoolManager

logging.getLogger("urllib3").setLevel(logging.ERROR)  # it tells addresses with its warnings
CONNECT, READ, DEADLINE = 5.0, 30.0, 60.0  # seconds
LARGEST = 4 * 2**20  # bytes of an answer
LONGEST = 300  # letters of a message that are kept
USUAL_PAUSE = 30.0  # seconds, where SIASN names none
MARGIN = 30.0  # seconds before its end in which a token is no longer used
IDS = {Kind.COURSE: "rwKursusId", Kind.STRUCTURAL: "rwDiklatId"}
# Writes say Sertipikat, reads say Sertifikat; both are read, in whichever of them it comes.
NUMBERS = ("noSertifikat", "noSertipikat", "nomorSertifikat", "nomorSertipikat", "nomor")
DAYS = ("tanggalKursus", "tanggal")
PEOPLE = ("pnsOrangId", "idPns")
NOBODY = "tidak ditemukan"
_NIP = re.compile(r"\d{18}")
AWAY = say("SIASN tidak menjawab.")
STRANGE = say("Jawaban SIASN tidak dapat dibaca.")
OUT = say("SIASN menolak akun atau kunci yang dipakai situs ini. Periksa pengaturan server.")


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


class Tokens:
    """The two tokens, asked for when they are needed, and again when they ran out."""

    def __init__(self, wire: "Wire", oauth: str, sso: str) -> None:
        self.wire, self.oauth, self.sso = wire, urlsplit(oauth), urlsplit(sso)
        self._kept: dict[str, tuple[str, float]] = {}

    def headers(self) -> dict[str, str]:
        gateway = self._token("oauth", self._by_key)
        person = self._token("sso", self._by_account)
        return {"Authorization": f"Bearer {gateway}", "Auth": f"bearer {person}"}

    def forget(self) -> None:
        self._kept.clear()

    def _token(self, name: str, ask: Any) -> str:
        token, until = self._kept.get(name, ("", 0.0))
        if not token or time.monotonic() > until:
            answer: Answer = ask()
            token = str(answer.told.get("access_token") or "")
            if answer.status in {429, *range(500, 600)}:
                raise NotWritten(AWAY)
            if answer.status != 200 or not token:
                raise LockedOut(OUT)
            lasts = answer.told.get("expires_in")
            lasts = float(lasts) if isinstance(lasts, int | float) else 300.0
            self._kept[name] = token, time.monotonic() + max(0.0, lasts - MARGIN)
        return token

    def _by_key(self) -> Answer:
        from urllib3 import make_headers  # noqa: PLC0415  loaded where something is sent

        key = f"{unquote(self.oauth.username or '')}:{unquote(self.oauth.password or '')}"
        fields = {"grant_type": "client_credentials"}
        return self.wire.post_form(_bare(self.oauth), fields, make_headers(basic_auth=key))

    def _by_account(self) -> Answer:
        account = {
            "username": unquote(self.sso.username or ""),
            "password": unquote(self.sso.password or ""),
        }
        fields = {"grant_type": "password", **dict(parse_qsl(self.sso.query)), **account}
        return self.wire.post_form(_bare(self.sso), fields, {})


def _bare(url: Any) -> str:
    host = url.hostname if ":" not in (url.hostname or "") else f"[{url.hostname}]"
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{host}{port}{url.path}"


class Wire:
    """The client itself; one for each job."""

    def __init__(self, url: str, oauth: str, sso: str) -> None:
        self.url = url
        self.tokens = Tokens(self, oauth, sso)
        self._pool: PoolManager | None = None

    def held(self, kind: Kind, nip: str) -> Sequence[Held]:
        rows = self._listed(self._read(f"/pns/rw-{kind}/{nip}"))
        return [_held(row) for row in rows]

    def orang_id(self, nip: str) -> str:
        answer = self._read(f"/pns/data-utama/{nip}")
        data = answer.told.get("data")
        if isinstance(data, dict):
            return str(data.get("id") or "") if _same_nip(data, nip) else ""
        self._listed(answer)
        return ""

    def write(self, kind: Kind, fields: Fields) -> str:
        body = json.dumps(dict(fields)).encode()
        try:
            answer = self._asked("POST", f"/{kind}/save", body)
        except _Broken as broken:
            raise (Unheard if broken.heard else NotWritten)(AWAY) from None
        self._ensure_let_in(answer)
        if answer.status >= 500 or answer.status in range(300, 400) or answer.status == 408:
            raise Unheard(_told(answer, say("SIASN gagal (HTTP %(it)d).", it=answer.status)))
        if answer.status >= 400 or answer.told.get("success") is False:
            raise Denied(_told(answer, say("SIASN menolak (HTTP %(it)d).", it=answer.status)))
        made = answer.told.get("mapData")
        name = str(made.get(IDS[kind]) or "") if isinstance(made, dict) else ""
        if not name:
            raise Unheard(STRANGE)
        return name

    def post_form(self, url: str, fields: dict[str, str], headers: dict[str, str]) -> Answer:
        from urllib.parse import urlencode  # noqa: PLC0415  small, and only here

        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            return self._once("POST", url, urlencode(fields).encode(), kind | headers)
        except _Broken:
            raise NotWritten(AWAY) from None

    def _read(self, path: str) -> Answer:
        try:
            answer = self._asked("GET", path, None)
        except _Broken:
            raise NotWritten(AWAY) from None
        self._ensure_let_in(answer)
        if answer.status >= 300 and not _is_of_nobody(answer):
            raise NotWritten(say("SIASN gagal (HTTP %(it)d).", it=answer.status))
        return answer

    def _listed(self, answer: Answer) -> list[dict[str, Any]]:
        """The rows; what is neither rows nor says that there are none may hide some."""
        data = answer.told.get("data")
        if isinstance(data, list) and all(isinstance(each, dict) for each in data):
            return data
        if _is_of_nobody(answer):
            return []
        raise NotWritten(STRANGE)

    def _ensure_let_in(self, answer: Answer) -> None:
        if answer.status in {401, 403}:
            raise LockedOut(OUT)
        if answer.status == 429:
            raise Busy(say("SIASN meminta menunggu."), answer.seconds)

    def _asked(self, method: str, path: str, body: bytes | None) -> Answer:
        """Once more with new tokens where the ones at hand had ended: nothing was done by then."""
        answer = self._guarded(method, path, body)
        if answer.status == 401:
            self.tokens.forget()
            answer = self._guarded(method, path, body)
        return answer

    def _guarded(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        return self._once(method, self.url + path, body, headers | self.tokens.headers())

    def _once(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
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
            raise _Broken(heard=False) from None
        except exceptions.HTTPError:
            raise _Broken(heard=True) from None

    def _open(self) -> "PoolManager":
        import urllib3  # noqa: PLC0415  the same

        if self._pool is None:
            timeout = urllib3.Timeout(connect=CONNECT, read=READ)
            self._pool = urllib3.PoolManager(timeout=timeout, maxsize=1)
        return self._pool


class _Broken(Exception):
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
            raise _Broken(heard=True)
    return bytes(found)


def _is_of_nobody(answer: Answer) -> bool:
    return answer.status in {200, 404} and NOBODY in answer.message.lower()


def _told(answer: Answer, else_: Said) -> Said:
    return answer.message or else_


def _held(row: dict[str, Any]) -> Held:
    return Held(str(row.get("id") or ""), _of(row, PEOPLE), _of(row, NUMBERS), _of(row, DAYS))


def _of(row: dict[str, Any], names: Sequence[str]) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _same_nip(data: dict[str, Any], nip: str) -> bool:
    return str(data.get("nipBaru") or nip) == nip
