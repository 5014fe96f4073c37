"""Wati leads the small course; Rani and Dedi take it, and Lestari from another agency."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cast import Cast, let_in
from courses import SLUG
from lms.catalog.actions import share
from lms.catalog.queries import course
from lms.foundation.database import transaction
from quizzes import Sitter


@pytest.fixture
def rani(app: Flask, cast: Cast, taught: str) -> Sitter:
    """Rani, in the course and not yet at its quiz."""
    sitter = Sitter(app.test_client(), cast.rani)
    sitter.enrol()
    return sitter


@pytest.fixture
def dedi(app: Flask, cast: Cast, rani: Sitter) -> Sitter:
    sitter = Sitter(app.test_client(), cast.dedi)
    sitter.enrol()
    return sitter


@pytest.fixture
def wati(app: Flask, cast: Cast, rani: Sitter) -> FlaskClient:
    browser = app.test_client()
    let_in(browser, cast.wati)
    return browser


@pytest.fixture
def lestari(app: Flask, cast: Cast, rani: Sitter) -> Sitter:
    with transaction():
        share(course(SLUG), cast.city, cast.wati.id)
    sitter = Sitter(app.test_client(), cast.lestari)
    sitter.enrol()
    return sitter
