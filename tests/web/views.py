"""Views that only these tests have, one for each way a request can end."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from sqlalchemy.exc import OperationalError

from databases import settings_for
from lms.app import create_app
from lms.foundation import marks
from lms.foundation.database import start_writing
from lms.foundation.errors import Conflict, Gone, Invalid, NotAllowed, NotFound
from lms.foundation.settings import Settings
from lms.web.access import public
from lms.web.transaction import writes_late


def plain(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")


def _raise(error: Exception) -> Callable[[], Any]:
    def view() -> Any:
        raise error

    return public(view)


@public
def write() -> Any:
    marks.mark(request.form["name"])
    if status := request.form.get("status"):
        abort(int(status))
    return plain("written")


@public
def refuse() -> tuple[str, int, dict[str, str]]:
    """As a form does that is shown again: an answer, and not an error."""
    marks.mark(request.form["name"])
    return "Periksa isian Anda.", 422, {"Content-Type": "text/plain"}


@public
@writes_late
def write_late() -> Any:
    start_writing()
    marks.mark(request.form["name"])
    return plain("written")


@public
def long() -> Response:
    return plain("baris\n" * 400)


@public
def streamed() -> Response:
    return Response(iter(["baris\n" * 400]), content_type="text/plain")


@public
def seen_by() -> dict[str, Any]:
    return {
        "address": request.remote_addr,
        "host": request.host,
        "scheme": request.scheme,
        "url": request.url,
    }


def closed() -> Response:
    return plain("inside")


VIEWS: dict[str, Callable[[], Any]] = {
    "not-found": _raise(NotFound()),
    "gone": _raise(Gone()),
    "not-allowed": _raise(NotAllowed("Mintalah kepada kepala bidang.")),
    "conflict": _raise(Conflict()),
    "invalid": _raise(Invalid()),
    "broken": _raise(RuntimeError("the secret of Rani")),
    "busy": _raise(OperationalError("SELECT", None, sqlite3.OperationalError("locked"))),
    "driver-busy": _raise(sqlite3.OperationalError("disk I/O error")),
    "write": write,
    "refuse": refuse,
    "write-late": write_late,
    "long": long,
    "streamed": streamed,
    "seen-by": seen_by,
    "closed": closed,
}


def furnish(app: Flask) -> Flask:
    for name, view in VIEWS.items():
        app.add_url_rule(f"/test/{name}", f"test.{name}", view, methods=["GET", "POST"])
        app.add_url_rule(f"/api/test/{name}", f"test.api.{name}", view, methods=["GET", "POST"])
    app.testing = False  # errors become pages, as for people
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def app_with(home: Path, **given: str) -> Flask:
    """Another application on an empty SQLite file, set otherwise."""
    usual = settings_for(f"sqlite:///{home}/other.sqlite3", home)
    environment = {
        "LMS_DATABASE_URL": usual.database_url,
        "LMS_HOME": str(home),
        "LMS_SECRET_KEY": usual.secret_key,
        "LMS_BASE_URL": "http://localhost",
    }
    return furnish(create_app(Settings.from_environment(environment | given)))
