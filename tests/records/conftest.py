"""Everybody in their place, the small course, and a quick hand for filling the register."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cast import Cast, Someone, sign_in
from courses import SLUG, publish_course
from lms.foundation import clock
from registers import NOW, Learner, Register

WITHOUT_CASE: dict[str, str | None] = {"03-kasus.assignment.md": None}
Publish = Callable[..., str]


@pytest.fixture
def now() -> Iterator[datetime]:
    """The clock stands still in the morning of 22 November 2026."""
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def publish(cast: Cast, tmp_path: Path) -> Publish:
    """Publish the small course, a lesson and a final quiz, for the province."""

    def publish(slug: str = SLUG, **changed: str | None) -> str:
        files = WITHOUT_CASE | changed
        return publish_course(tmp_path / "content", cast.province, slug, **files)

    return publish


@pytest.fixture
def rani(app: Flask, cast: Cast, publish: Publish, now: datetime) -> Learner:
    """Rani at her laptop; the small course is published."""
    publish()
    return Learner(app.test_client(), cast.rani)


@pytest.fixture
def register(cast: Cast, now: datetime) -> Register:
    return Register(cast)


@pytest.fixture
def at(app: Flask, now: datetime) -> Callable[[Someone], FlaskClient]:
    """A browser at which somebody is signed in."""

    def at(someone: Someone) -> FlaskClient:
        browser = app.test_client()
        sign_in(browser, someone)
        return browser

    return at


@pytest.fixture
def filled(register: Register, cast: Cast) -> Register:
    """One record of each in the province, and one in the city."""
    register.add(cast.rani, date(2026, 5, 4), jp=4, title="Naskah Dinas")
    register.add(cast.yusuf, date(2026, 6, 5), jp=20, title="Arsip", form=9)
    register.add(cast.nurul, date(2025, 6, 5), jp=6, title="Arsip")
    register.add(cast.lestari, date(2026, 5, 4), jp=8, title="Loket Kota")
    return register
