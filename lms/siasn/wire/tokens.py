"""The two tokens: one of the gateway (OAuth, client credentials), one of an account (SSO)."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from lms.foundation.language import say
from lms.siasn.answers import LockedOut, NotWritten
from lms.siasn.wire.line import AWAY, Answer, Broken, Line

MARGIN = 30.0  # seconds before its end in which a token is no longer used
USUAL = 300.0  # seconds that one lasts, where nothing is said of it
OUT = say("SIASN menolak akun atau kunci yang dipakai situs ini. Periksa pengaturan server.")


class Tokens:
    """The two tokens, asked for when they are needed, and again when they ran out."""

    def __init__(self, line: Line, oauth: str, sso: str) -> None:
        self.line, self.oauth, self.sso = line, urlsplit(oauth), urlsplit(sso)
        self._kept: dict[str, tuple[str, float]] = {}

    def headers(self) -> dict[str, str]:
        gateway = self._token("oauth", self._by_key)
        person = self._token("sso", self._by_account)
        return {"Authorization": f"Bearer {gateway}", "Auth": f"bearer {person}"}

    def forget(self) -> None:
        self._kept.clear()

    def _token(self, name: str, ask: Callable[[], Answer]) -> str:
        token, until = self._kept.get(name, ("", 0.0))
        if not token or time.monotonic() > until:
            answer = ask()
            token = str(answer.told.get("access_token") or "")
            if answer.status in {429, *range(500, 600)}:
                raise NotWritten(AWAY)
            if answer.status != 200 or not token:
                raise LockedOut(OUT)
            lasts = answer.told.get("expires_in")
            lasts = float(lasts) if isinstance(lasts, int | float) else USUAL
            self._kept[name] = token, time.monotonic() + max(0.0, lasts - MARGIN)
        return token

    def _by_key(self) -> Answer:
        from urllib3 import make_headers  # noqa: PLC0415  loaded where something is sent

        key = f"{unquote(self.oauth.username or '')}:{unquote(self.oauth.password or '')}"
        fields = {"grant_type": "client_credentials"}
        return self._posted(_bare(self.oauth), fields, make_headers(basic_auth=key))

    def _by_account(self) -> Answer:
        account = {
            "username": unquote(self.sso.username or ""),
            "password": unquote(self.sso.password or ""),
        }
        fields = {"grant_type": "password", **dict(parse_qsl(self.sso.query)), **account}
        return self._posted(_bare(self.sso), fields, {})

    def _posted(self, url: str, fields: dict[str, str], headers: dict[str, str]) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            return self.line.once("POST", url, urlencode(fields).encode(), kind | headers)
        except Broken:
            raise NotWritten(AWAY) from None


def _bare(url: Any) -> str:
    host = url.hostname if ":" not in (url.hostname or "") else f"[{url.hostname}]"
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{host}{port}{url.path}"
