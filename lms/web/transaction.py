"""One write transaction a request: opened when a view acts, kept if the answer is below 400."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response

from lms.foundation import database

SAFE = {"GET", "HEAD", "OPTIONS"}
View = TypeVar("View", bound=Callable[..., Any])


def writes_late(view: View) -> View:
    """This view does slow work first (a password hash) and calls `start_writing` itself."""
    view.writes_late = True  # type: ignore[attr-defined]  # a mark on the function, read below
    return view


def begin(view: Callable[..., Any] | None) -> None:
    if view and not getattr(view, "writes_late", False):
        database.start_writing()


def end(response: Response) -> Response:
    if database.is_writing():
        # A failing commit raises here, so "saved" is never said before it is on disk.
        (database.keep if response.status_code < 400 else database.drop)()
    return response
