"""The clock stands still at noon in Jambi, and there is a course of three lessons."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cast import Cast
from lms.foundation import clock
from readings import publish_lessons


@pytest.fixture(autouse=True)
def noon() -> Iterator[datetime]:
    """22 November 2026, 12.00 in Jambi."""
    with clock.at(datetime(2026, 11, 22, 5, 0, tzinfo=UTC)):
        yield clock.now()


@pytest.fixture
def lessons(cast: Cast, tmp_path: Path) -> str:
    return publish_lessons(tmp_path / "content", cast.province)
