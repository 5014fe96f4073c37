"""Everybody in their place, and Rani before the small course's quiz."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from courses import publish_course
from quizzes import Sitter

Publish = Callable[..., str]


@pytest.fixture
def publish(cast: Cast, tmp_path: Path) -> Publish:
    """Publish the small course for the province; `changed` replaces files by their names."""

    def publish(**changed: str | None) -> str:
        return publish_course(tmp_path / "content", cast.province, **changed)

    return publish


@pytest.fixture
def rani(app: Flask, cast: Cast, course: str) -> Sitter:
    """Rani at her laptop, enrolled in the small course."""
    sitter = Sitter(app.test_client(), cast.rani)
    sitter.enrol()
    return sitter
