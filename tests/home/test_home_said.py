"""How days and moments are said on the page that greets."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from lms.home import shown

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)  # noon in Jambi
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@ONE_ENGINE
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOON, "hari ini pukul 12.00"),
        (NOON - timedelta(hours=12), "hari ini pukul 00.00"),
        (NOON - timedelta(hours=12, seconds=1), "kemarin pukul 23.59"),
        (NOON - timedelta(hours=36, seconds=1), "20 November 2026 pukul 23.59"),
        (NOON + timedelta(hours=13), "23 November 2026 pukul 01.00"),
    ],
)
def test_a_moment_is_said_as_to_a_colleague(app: Flask, moment: datetime, said: str) -> None:
    assert str(shown.recently(moment)) == said


@given(st.integers(-400, 400))
@example(0)
@example(shown.SOON)
@example(shown.SOON + 1)
def test_only_near_deadlines_are_marked(days: int) -> None:
    said = shown.nearness(TODAY + days * DAY)
    assert (said is None) == (days > shown.SOON)
    if said:
        assert (said[1] == "danger") == (days < 0)
