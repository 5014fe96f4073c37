"""Rani writes, Hendra is her mentor, Wati trains the province; see cast.py for the others."""

import pytest
from flask import Flask

from cast import Cast
from essays import Mentor, Writer, pair_up


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
