"""Flask as this house uses it: plain views, and sessions that are opened once."""

import time
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from typing import Any, cast

from flask import Flask, Request, Response, request
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.templating import Environment
from itsdangerous import BadSignature, URLSafeTimedSerializer
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.http import parse_cookie
from werkzeug.routing import Rule
from werkzeug.utils import cached_property

LONGEST_COOKIE = 4096  # letters; no browser keeps a longer one
PLAIN = {str, bool, int, type(None)}  # kinds of values that nobody can change


class Json(DefaultJSONProvider):
    """Flask's own; what is nested deeper than anybody writes is no JSON, and no error of ours."""

    def loads(self, s: str | bytes, **named: Any) -> Any:
        try:
            return super().loads(s, **named)
        except RecursionError:
            raise ValueError("nested too deep") from None


class Asked(Request):
    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """As Werkzeug reads them, but it looks for the header among all the others."""
        return parse_cookie(self.environ, cls=self.dict_storage_class)  # type: ignore[return-value]  # it is what it is told to be


def the_request() -> Asked:
    """The request itself, for what every page does: its proxy costs a call at every touch."""
    asked: Asked = cast("Any", request)._get_current_object()  # noqa: SLF001  Werkzeug's own way
    return asked


class Sessions(SecureCookieSessionInterface):
    """Flask's own signed cookies; whoever turns the pages sends the same one again and again.

    Reading a cookie, its signature checked, costs as much as two statements, and what a cookie
    holds never changes. Whether the session is still open is asked of the database each time.
    """

    def __init__(self) -> None:
        self._serializer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._serializer is None:
            self._serializer = super().get_signing_serializer(app)
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        serializer = self.get_signing_serializer(app)
        name, cookies = self.get_cookie_name(app), request.cookies
        if serializer is None or name not in cookies:
            return super().open_session(app, request)
        # A signature may be followed by any length of what its decoder passes over, and each such
        # cookie would be kept apart.
        if len(cookies[name]) > LONGEST_COOKIE:
            return self.session_class()
        try:
            held, signed_at = _read(serializer, cookies[name])
        except BadSignature:
            return self.session_class()
        age = int(time.time() - signed_at)
        fresh = 0 <= age <= app.permanent_session_lifetime.total_seconds()
        return self.session_class(_copy(held) if fresh else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session.modified or session.permanent:
            super().save_session(app, session, response)
        elif session.accessed:  # all that is left of saving; the rest asks for cookie settings
            response.headers.add("Vary", "Cookie")


@lru_cache(maxsize=4096)
def _read(serializer: URLSafeTimedSerializer, cookie: str) -> tuple[dict[str, Any], float]:
    """What a cookie holds and when it was signed; raises BadSignature, and that is not kept."""
    held, signed_at = serializer.loads(cookie, return_timestamp=True)
    return held, signed_at.timestamp()


def _copy(held: dict[str, Any]) -> dict[str, Any]:
    """Nothing that a request does to its session may reach the next one."""
    return held.copy() if PLAIN.issuperset(map(type, held.values())) else deepcopy(held)


class Address(Rule):
    """A rule that learns to build its address when one is first asked for.

    Werkzeug compiles two builders for each rule: of all that starting costs, three quarters.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        learn = super()._compile_builder

        def build(rule: Rule, *given: Any, **named: Any) -> tuple[str, str]:
            learned: Callable[..., tuple[str, str]] = learn(append_unknown).__get__(rule, None)
            setattr(rule, "_build_unknown" if append_unknown else "_build", learned)
            return learned(*given, **named)

        return build


class Sheet(Template):
    """A template whose macros see the same globals as whoever imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja asks at each import of a page whether the importer has globals of its own, which
        # nobody here gives it; the answer costs more than rendering the macro.
        return super()._get_default_module()


class Site(Flask):
    request_class = Asked
    url_rule_class = Address
    json_provider_class = Json

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.session_interface = Sessions()

    def create_jinja_environment(self) -> Environment:
        made = super().create_jinja_environment()
        made.template_class = Sheet
        return made

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No function here is a coroutine; to ask each one costs more than matching the address."""
        return func
