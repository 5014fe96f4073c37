"""Rani and Dedi take the course with the scenario; see cast.py."""

from pathlib import Path

import pytest
from flask import Flask

from cast import Cast
from crossroads import Walker, publish_crossroads


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Path:
    """The content folder in which the course lies, published."""
    publish_crossroads(tmp_path / "content", cast.province)
    return tmp_path / "content"


@pytest.fixture
def rani(app: Flask, cast: Cast, folder: Path) -> Walker:
    return Walker(app.test_client(), cast.rani).enrol()
