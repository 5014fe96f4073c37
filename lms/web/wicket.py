"""A small door in front of Flask, for what a script sends again and again.

Flask and Werkzeug make a request into objects, which costs several times what saving an answer
does. The wicket lets in whom Flask has let in before by the very same cookie and token; whether
their session is still open is asked of the database each time. It gives only the ordinary answer:
whatever is unusual goes on to Flask as it came, so every refusal is worded in one place.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from lms.foundation.errors import Refusal
from lms.web.errors import AWAY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from flask import Flask, Request

    Key = tuple[str | None, ...]

LET_IN = "lms.let_in"  # in a request's environment: the digest of the session that Flask let in
# All that Flask looks at to know a session, its token, and where the request comes from.
LOOKED_AT = (
    "HTTP_COOKIE",
    "HTTP_X_CSRFTOKEN",
    "HTTP_REFERER",
    "HTTP_HOST",
    "wsgi.url_scheme",
)
MOST = 4096  # sessions remembered by a process; about 2 MB
LONGEST = 4096  # letters of what is remembered of one, so that nobody fills a process with headers
UNUSUAL: tuple[type[Exception], ...] = (Refusal, ValueError, RecursionError, *AWAY)
LARGEST = 16_384  # bytes of a body; what is larger is unusual
DIGITS = len(str(LARGEST))

Answer = Callable[[str, bytes, "re.Match[str]"], bytes | None]


class Wicket:
    """Around Flask alone, inside all that adds headers, counts and writes the log."""

    def __init__(self, site: Flask, method: str, path: str, answer: Answer) -> None:
        """`answer` is given the session's digest, the body and the matched path.

        It answers JSON, or None to leave the request to Flask, as it does by raising a Refusal.
        What it does must be safe to do twice.
        """
        self.site, self.app, self.answer = site, site.wsgi_app, answer
        self.method, self.path = method, re.compile(path)
        self._known: OrderedDict[Key, str] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == self.method:
            matched = self.path.fullmatch(environ["PATH_INFO"])
            if matched:
                return self._meet(environ, start, matched)
        return self.app(environ, start)

    def _meet(
        self, environ: WSGIEnvironment, start: StartResponse, matched: re.Match[str]
    ) -> Iterable[bytes]:
        key: Key = tuple(map(environ.get, LOOKED_AT))
        digest = self._known.get(key)
        if digest is None:
            answered = self.app(environ, start)
            self._remember(key, environ.get(LET_IN))
            return answered
        said = self._said(digest, environ, matched)
        if said is None:
            return self.app(environ, start)
        kind, length = ("Content-Type", "application/json"), ("Content-Length", str(len(said)))
        start("200 OK", [kind, length, ("Vary", "Cookie")])
        return [said]

    def _remember(self, key: Key, digest: str | None) -> None:
        if digest is None or sum(len(each or "") for each in key) > LONGEST:
            return
        with self._lock:
            self._known[key] = digest
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def _said(self, digest: str, environ: WSGIEnvironment, matched: re.Match[str]) -> bytes | None:
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdecimal() or len(length) > DIGITS or int(length) > LARGEST:
            return None
        body = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = BytesIO(body)
        if len(body) < int(length):  # the browser went away in the middle
            return None
        try:
            with self.site.app_context():
                return self.answer(digest, body, matched)
        except UNUSUAL:
            return None


def let_in(asked: Request, digest: str) -> None:
    """Flask has let this session in by the token in a header."""
    asked.environ[LET_IN] = digest
