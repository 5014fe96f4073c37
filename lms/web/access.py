"""Who may come in. Every view is closed until it says otherwise."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, Response, flash, g, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager

from lms.foundation.errors import NotAllowed
from lms.foundation.language import Sentence, say

View = TypeVar("View", bound=Callable[..., Any])


class Entrance(LoginManager):  # type: ignore[misc]  # Flask-Login has no types
    """Knows a person by the session alone.

    Flask-Login also looks for a cookie that remembers, a header, and a mark of the browser. A phone
    changes its address all day, so there is no such mark: the session is a row that can be ended.
    """

    def _load_user(self) -> Any:
        digest = session.get("_user_id")
        person = self._user_callback(digest) if digest else None
        known = person or self.anonymous_user()
        g._login_user = known  # noqa: SLF001  where Flask-Login looks
        return known

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


login = Entrance()


def visitor() -> Any:
    """What `current_user` stands for; that proxy asks three others at every touch."""
    known = g.get("_login_user")
    return login._load_user() if known is None else known  # noqa: SLF001  our own, above


class SignInNeeded(NotAllowed):
    """Nobody is signed in, and this is not a page to send away from."""

    status = 401

    def default(self) -> Sentence:
        return say("Sesi Anda sudah berakhir. Masuk kembali, lalu ulangi; salin dulu isian Anda.")


def public(view: View) -> View:
    """Anyone may open this view, signed in or not."""
    view.public = True  # type: ignore[attr-defined]  # a mark on the function, read by the guard
    return view


def signed_in(view: View) -> View:
    """Every signed-in person may open this view; it shows or changes only what is theirs."""
    return view


def ensure(allowed: bool, sentence: Sentence | str | None = None) -> None:
    """Raise NotAllowed, with a sentence that says what to do, where a policy says no."""
    if not allowed:
        raise NotAllowed(sentence)


def guard(app: Flask) -> None:
    login.init_app(app)


def stop_at_the_door(asked: Request, view: Callable[..., Any] | None) -> ResponseReturnValue | None:
    """The way to the sign-in page, where the view is closed and nobody is signed in."""
    if view is None or getattr(view, "public", False) or visitor().is_authenticated:
        return None
    if asked.method not in {"GET", "HEAD"} or asked.is_json:
        raise SignInNeeded
    if asked.path != "/":
        come_back = say("Silakan masuk lebih dulu. Setelah itu Anda kembali ke halaman tadi.")
        flash(str(come_back), "info")
    return redirect(url_for("identity.sign_in", next=asked.full_path.rstrip("?")))


def safe_next(address: str | None) -> str:
    """An address of this site to go on to; anything else leads home.

    A browser reads past tabs and line ends and takes a backslash for a slash, so none may be there.
    """
    if address and address.isprintable() and re.fullmatch(r"/([^/\\][^\\]*)?", address):
        return address
    return "/"
