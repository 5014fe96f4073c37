"""One line for each request, and the reference by which people and operators speak of it.

A line never holds a query, a body or a secret part of an address: these carry people's numbers and
one-time codes.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, g, request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from lms.web.metrics import Meters

REFERENCE, SHOWN = "lms.reference", "lms.shown_path"
SECRET_PARTS = frozenset({"code", "token", "key"})  # names of arguments in rules of addresses
LONG_PART = re.compile(r"[^/]{20,}")  # in an address that no rule knows, it may be a secret
NUMBER = re.compile(r"(?<!\d)\d{18}(?!\d)")  # a NIP, typed where an id belongs
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
ASKED_BY_MACHINES = frozenset({"/healthz", "/readyz", "/metrics"})
log = logging.getLogger("lms.request")


def keep(app: Flask, meters: Meters) -> None:
    trusted = app.config["SETTINGS"].trusted_proxies > 0
    app.wsgi_app = Watched(app.wsgi_app, meters, trusts_references=trusted)  # type: ignore[method-assign, assignment]  # Flask's own advice


class Watched:
    """Around the application, so that no error and no answer passes by."""

    def __init__(
        self, app: WSGIApplication, meters: Meters, *, trusts_references: bool = False
    ) -> None:
        self.app, self.meters, self.trusts_references = app, meters, trusts_references

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        began, status = time.perf_counter(), "500"
        environ[REFERENCE] = reference = self._reference(environ)

        def heard(given: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal status
            status = given[:3]
            headers.append(("X-Request-ID", reference))
            return start(given, headers, *error)

        try:
            return self.app(environ, heard)
        finally:
            seconds = time.perf_counter() - began
            self.meters.count(status, seconds)
            _tell(environ, status, seconds)

    def _reference(self, environ: WSGIEnvironment) -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.trusts_references else ""
        return given if GIVEN.fullmatch(given) else secrets.token_hex(4).upper()


def _tell(environ: WSGIEnvironment, status: str, seconds: float) -> None:
    path = NUMBER.sub("…", environ.get(SHOWN) or environ.get("PATH_INFO", ""))
    if not log.isEnabledFor(logging.INFO) or (status == "200" and path in ASKED_BY_MACHINES):
        return
    fields = {
        "request": environ[REFERENCE],
        "method": environ["REQUEST_METHOD"],
        "path": path,
        "status": int(status),
        "ms": round(seconds * 1000, 1),
    }
    log.info("", extra={"fields": fields})


def name(asked: Request) -> None:
    """Give the request the name by which its errors are spoken of, and an address to be shown."""
    g.reference = asked.environ.get(REFERENCE)
    given = asked.view_args
    if asked.url_rule is None or (given and not SECRET_PARTS.isdisjoint(given)):
        asked.environ[SHOWN] = shown_path()


def shown_path() -> str:
    """The address of this request without what only its owner may know."""
    if request.url_rule is None:
        return NUMBER.sub("…", LONG_PART.sub("…", request.path))
    path = NUMBER.sub("…", request.path)
    for name, value in (request.view_args or {}).items():
        if name in SECRET_PARTS:
            path = path.replace(str(value), "…")
    return path
