"""Rani answers, Wati trains the province, Nurul is its programme officer; see cast.py."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from essays import Reader
from lms.foundation.database import transaction
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person
from surveys import Answerer, publish


@pytest.fixture
def course(cast: Cast, tmp_path: Path) -> str:
    """The slug of the small course with a survey that completion does not ask for."""
    return publish(tmp_path / "content", cast.province)


@pytest.fixture
def rani(app: Flask, cast: Cast, course: str) -> Answerer:
    return Answerer(app.test_client(), cast.rani).enrol()


@pytest.fixture
def wati(app: Flask, cast: Cast, course: str) -> Reader:
    return Reader(app.test_client(), cast.wati)


@pytest.fixture
def officer(app: Flask, cast: Cast, course: str) -> Reader:
    with transaction():
        who = person(cast.nurul.id)
        give_grant(who, Role.PROGRAMME_OFFICER, cast.province, since=date(2020, 1, 1))
    return Reader(app.test_client(), cast.nurul)
