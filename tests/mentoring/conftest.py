"""Rani writes, Hendra is her mentor, Wati trains the province; see cast.py for the others."""

from datetime import date

import pytest
from flask import Flask

from cast import Cast
from essays import Mentor, Writer, pair_up
from lms.foundation.database import transaction
from lms.identity.actions import give_grant
from lms.identity.models import Role
from lms.identity.queries import person


@pytest.fixture
def rani(app: Flask, cast: Cast, course: str) -> Writer:
    """Rani at her laptop, enrolled in the small course."""
    return Writer(app.test_client(), cast.rani).enrol()


@pytest.fixture
def hendra(app: Flask, cast: Cast) -> Mentor:
    """Hendra at his desk, Rani's mentor."""
    pair_up(cast.hendra, cast.rani)
    return Mentor(app.test_client(), cast.hendra)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Mentor:
    """Wati, a trainer of the province."""
    return Mentor(app.test_client(), cast.wati)


@pytest.fixture
def officer(app: Flask, cast: Cast) -> Mentor:
    """Nurul stands in for the province's programme officer."""
    with transaction():
        give_grant(
            person(cast.nurul.id), Role.PROGRAMME_OFFICER, cast.province, since=date(2020, 1, 1)
        )
    return Mentor(app.test_client(), cast.nurul)
