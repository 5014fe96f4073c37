"""Enrolments and completions as reports tell of them, on a still day in November 2026."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cast import Cast, Someone, let_in
from lms.foundation import clock
from registers import NOW, Register


@pytest.fixture
def now() -> Iterator[datetime]:
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def at(app: Flask, now: datetime) -> Callable[[Someone], FlaskClient]:
    """A browser at which somebody is signed in."""

    def at(someone: Someone) -> FlaskClient:
        browser = app.test_client()
        let_in(browser, someone)
        return browser

    return at


@pytest.fixture
def register(cast: Cast, now: datetime) -> Register:
    """Rani and Yusuf of Kominfo, Nurul of another office, Lestari of the city completed courses."""
    register = Register(cast)
    register.add(cast.rani, date(2026, 5, 4), title="Naskah Dinas")
    register.add(cast.yusuf, date(2026, 6, 5), title="Arsip", form=9)
    register.add(cast.nurul, date(2026, 6, 9), title="Arsip")
    register.add(cast.lestari, date(2026, 5, 4), title="Loket Kota")
    return register
