"""Headers of every answer: what a browser may do with it, how long it keeps it, how it travels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from lms.web.packing import gzip, is_wanted

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
PLAIN = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("X-Frame-Options", "DENY"),
    # On a shared computer "Back" after signing out would show the page as it was (docs/decisions).
    ("Cache-Control", "no-store"),
)
if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask, Request, Response

STRICT = (("Strict-Transport-Security", "max-age=31536000"),)
WORTH_PACKING = 860  # bytes; below, a packet is sent either way
PACKED = ("text/", "application/json", "application/problem+json", "image/svg")


def dress(app: Flask) -> None:
    proxies = app.config["SETTINGS"].trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]  # Flask's own advice
    app.wsgi_app = Dressed(app.wsgi_app, secure=app.config["SETTINGS"].secure)  # type: ignore[method-assign, assignment]  # the same


class Dressed:
    """Adds the plain headers to every answer, the errors of the server itself included.

    Around the application and not in it: Werkzeug checks each header it sets, at 30 µs a page.
    """

    def __init__(self, app: WSGIApplication, *, secure: bool) -> None:
        self.app = app
        self.plain = {each[0].lower(): each for each in (*PLAIN, *(STRICT if secure else ()))}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def dressed(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            given = {name.lower() for name, _ in headers}
            headers += [each for name, each in self.plain.items() if name not in given]
            return start(status, headers, *error)

        return self.app(environ, dressed)


def pack(asked: Request, response: Response) -> Response:
    if (
        not is_wanted(asked.environ)
        or any(name == "Content-Encoding" for name, _ in response.headers)
        or response.direct_passthrough
        or response.is_streamed
        or not response.content_type.startswith(PACKED)
    ):
        return response
    body = response.get_data()
    if len(body) >= WORTH_PACKING:
        response.set_data(gzip(body))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.add("Vary", "Accept-Encoding")
    return response
