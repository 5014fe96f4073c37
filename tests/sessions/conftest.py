"""Rani and Dedi take the course, Wati trains the province; see cast.py."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from lms.foundation import clock
from meetings import STARTS, Comer, publish_meetings


@pytest.fixture(autouse=True)
def _two_hours_before() -> Iterator[None]:
    with clock.at(STARTS - timedelta(hours=2)):
        yield


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Path:
    """The content folder in which the course with meetings lies, published."""
    publish_meetings(tmp_path / "content", cast.province)
    return tmp_path / "content"


@pytest.fixture
def rani(app: Flask, cast: Cast, folder: Path) -> Comer:
    return Comer(app.test_client(), cast.rani).enrol()


@pytest.fixture
def dedi(app: Flask, cast: Cast, folder: Path) -> Comer:
    return Comer(app.test_client(), cast.dedi).enrol()


@pytest.fixture
def wati(app: Flask, cast: Cast, folder: Path) -> Comer:
    return Comer(app.test_client(), cast.wati)
