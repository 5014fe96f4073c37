"""A bank of the province with a course that draws from it, and those who work with it."""

from pathlib import Path

import pytest
from flask import Flask

from banks import BLUEPRINT, At, Draw
from cast import Cast
from courses import SLUG
from essays import Reader
from folders import BANK
from lms.catalog.publishing import publish
from lms.catalog.reading import read
from lms.foundation.database import transaction


@pytest.fixture
def at(app: Flask, cast: Cast) -> At:
    return lambda someone: Reader(app.test_client(), someone)


@pytest.fixture
def draw(course: str, cast: Cast, tmp_path: Path) -> Draw:
    """Let the small course's quiz draw from the bank, and publish it; called again, anew."""

    def draw(bank: str = BANK, quiz: str = BLUEPRINT) -> None:
        content = tmp_path / "content"
        (content / "bank").mkdir(exist_ok=True)
        (content / "bank" / "loket.md").write_text(bank)
        (content / SLUG / "02-kuis.quiz.md").write_text(quiz)
        reading = read(content)
        assert not reading.mistakes, [str(each) for each in reading.mistakes]
        with transaction():
            publish(reading.courses[0], cast.province, cast.wati.id)

    draw()
    return draw
