"""Hendra makes mandates for the whole province on a still day; the real jobs do the work."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from cast import SINCE, Cast
from lms.foundation import clock
from lms.foundation.database import transaction
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from obliged import Oblige, draft, make, work
from quizzes import Sitter
from registers import NOW


@pytest.fixture
def now() -> Iterator[datetime]:
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def hendra(app: Flask, cast: Cast, now: datetime) -> Sitter:
    """A programme officer of the whole agency."""
    with transaction():
        officer = person(cast.hendra.id)
        give_grant(officer, Role.PROGRAMME_OFFICER, cast.province, since=SINCE)
    return Sitter(app.test_client(), cast.hendra)


@pytest.fixture
def oblige(cast: Cast, course: str, now: datetime) -> Oblige:
    """Have a mandate of the small course bind, and the work done; answers its number."""

    def oblige(*units: str, **given: Any) -> int:
        made = make(cast, draft(cast, course, *units, **given))
        work()
        return made

    return oblige
