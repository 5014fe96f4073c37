"""Programs as tests let them in."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cast import Someone
from lms.api.actions import make_token
from lms.api.models import Right
from lms.foundation import clock
from lms.foundation.database import transaction


def let_program_in(maker: Someone, *rights: Right, days: int = 90) -> str:
    """A token that an officer made; without rights it has all that they may give."""
    with transaction():
        last = clock.today() + timedelta(days=days)
        token, _ = make_token(maker.agency_id, maker.id, "Simpeg", rights or [*Right], last)
    return token


class Program:
    """A program with its token, at the addresses under /api/v1."""

    def __init__(self, browser: FlaskClient, token: str) -> None:
        self.browser, self.token = browser, token

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, None, **headers)

    def post(self, path: str, sent: object, **headers: str) -> TestResponse:
        return self.send("POST", path, sent, **headers)

    def send(self, method: str, path: str, sent: object, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): each for name, each in headers.items()}
        told = {"Authorization": f"Bearer {self.token}"} | named
        body: dict[str, Any] = {} if sent is None else {"json": sent}
        return self.browser.open(f"/api/v1{path}", method=method, headers=told, **body)
