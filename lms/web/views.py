"""What a reader sets for the browser at hand, and what a machine asks about the server."""

from flask import Blueprint, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from lms.foundation import schema
from lms.web.access import public, safe_next
from lms.web.language import COOKIE, LANGUAGES

bp = Blueprint("web", __name__)
A_YEAR = 365 * 24 * 3600


def _remember(name: str, value: str) -> ResponseReturnValue:
    response = redirect(safe_next(request.form.get("next")))
    secure = current_app.config["SETTINGS"].secure
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


@bp.post("/language")
@public
def language() -> ResponseReturnValue:
    chosen = request.form.get("language", "")
    return _remember(COOKIE, chosen if chosen in LANGUAGES else "id")


@bp.post("/theme")
@public
def theme() -> ResponseReturnValue:
    chosen = request.form.get("theme", "")
    return _remember("theme", chosen if chosen in {"light", "dark"} else "")


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process is up."""
    return Response("ok\n", content_type="text/plain")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The database answers and its migrations are at head.

    One that a later release has upgraded still serves this one: migrations only add until every
    process of the earlier release is gone.
    """
    try:
        standing = schema.standing()
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, content_type="text/plain")
    if standing in {schema.Standing.AT_HEAD, schema.Standing.AHEAD}:
        return Response("ready\n", content_type="text/plain")
    told = "migrations are not at head; run: lms upgrade\n"
    return Response(told, 503, content_type="text/plain")
