"""The rule of reading by itself: what is left, and what is said about it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.catalog.kinds import Standing
from lms.foundation import clock
from lms.learning import reading

EIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # eight in the morning in Jambi


def standing(seconds: float, done: bool = False) -> Standing:
    opened = clock.now() - timedelta(seconds=seconds)
    return Standing(opened, clock.now() if done else None, None, {})


@given(st.integers(1, 1000), st.floats(-1e6, 1e6))
def test_what_is_left_never_grows_and_is_at_most_a_third(minutes: int, seconds: float) -> None:
    with clock.at(EIGHT):
        left = reading.seconds_left(minutes, standing(seconds))
        later = reading.seconds_left(minutes, standing(seconds + 1))
    assert 0 <= later <= left <= minutes * 60 / 3
    assert (left == 0) == (seconds >= minutes * 20)


@given(st.integers(1, 1000), st.one_of(st.none(), st.floats(-1e5, 1e5)), st.booleans())
def test_what_a_lesson_asks_is_told_in_words(
    minutes: int, seconds: float | None, done: bool
) -> None:
    with clock.at(EIGHT):
        it = None if seconds is None else standing(seconds, done)
        text, note = reading.demand({"minutes": minutes, "title": "Warga"}, it)
    assert "“Warga”" in str(text)
    assert (note is None) == (it is not None and done)
    assert "%" not in f"{text}{note}"


def test_what_is_practised_away_from_the_page_holds_nobody_up() -> None:
    facts = {"minutes": 25, "reading": 10, "practice": 15, "title": "Warga"}
    assert reading.minutes_of(facts) == 10
    text, _ = reading.demand(facts, None)
    assert "paling sedikit 4 menit" in str(text)
