"""The register filled by hand, and Hendra who issues certificates of the province."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask

from awards import settle
from cast import SINCE, Cast
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from lms.web import throttle
from quizzes import Sitter
from registers import NOW, Register


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    """The clock stands still, and nobody has asked for anything yet."""
    for bucket in (throttle.LOOKS, throttle.UPLOADS):
        bucket.forget()
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def register(cast: Cast) -> Register:
    return Register(cast)


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Sitter:
    """A programme officer of the whole province."""
    with transaction():
        officer = person(cast.hendra.id)
        give_grant(officer, Role.PROGRAMME_OFFICER, cast.province, since=SINCE)
    return Sitter(app.test_client(), cast.hendra)


@pytest.fixture
def rules(cast: Cast) -> None:
    """The province numbers its certificates, and somebody signs them."""
    settle(cast.province, cast.hendra.id)
