"""A course of three lessons, for tests that need nobody else's kinds of module."""

from pathlib import Path

import pytest

from cast import Cast
from readings import publish_lessons


@pytest.fixture
def lessons(cast: Cast, tmp_path: Path) -> str:
    """The slug of a published course: three lessons of 3, 6 and 9 minutes."""
    return publish_lessons(tmp_path / "content", cast.province)
