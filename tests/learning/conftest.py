"""A course of three lessons, for tests that need nobody else's kinds of module."""

from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from forums import Speaker, publish_forum
from readings import publish_lessons


@pytest.fixture
def lessons(cast: Cast, tmp_path: Path) -> str:
    """The slug of a published course: three lessons of 3, 6 and 9 minutes."""
    return publish_lessons(tmp_path / "content", cast.province)


@pytest.fixture
def forum(cast: Cast, tmp_path: Path) -> str:
    """The slug of a published course: a lesson, and a discussion that is not asked for."""
    return publish_forum(tmp_path / "content", cast.province)


@pytest.fixture
def rani(app: Flask, cast: Cast, forum: str) -> Speaker:
    """Rani takes the course with the discussion."""
    return Speaker(app.test_client(), cast.rani).enrol()


@pytest.fixture
def dedi(app: Flask, cast: Cast, forum: str) -> Speaker:
    """So does Dedi."""
    return Speaker(app.test_client(), cast.dedi).enrol()


@pytest.fixture
def wati(app: Flask, cast: Cast, forum: str) -> Speaker:
    """Wati trains the province, and is not in the course."""
    return Speaker(app.test_client(), cast.wati)
