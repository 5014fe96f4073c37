"""The waits between tries grow, and are over in some three days."""

from datetime import timedelta
from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from lms.webhooks import pauses

chances = st.lists(
    st.floats(0, 1, exclude_max=True), min_size=pauses.MOST - 1, max_size=pauses.MOST - 1
)


@given(chances)
def test_waits_grow_whatever_chance_adds_and_end_after_three_days(drawn: list[float]) -> None:
    with patch.object(pauses._chance, "random", iter(drawn).__next__):  # noqa: SLF001
        waits = [pauses.wait_after(tries) for tries in range(1, pauses.MOST)]
    assert all(one < other for one, other in pairwise(waits))
    assert waits[0] < timedelta(seconds=10)
    # So the last try finds a receiver that failed all the time past what is borne with.
    assert pauses.PATIENCE <= sum(waits, timedelta()) < timedelta(days=3, hours=12)


@given(st.integers(1, 10_000))
def test_a_receiver_rests_for_minutes_at_most(streak: int) -> None:
    assert timedelta(seconds=5) <= pauses.rest_after(streak) <= timedelta(minutes=11)


def test_chance_parts_what_failed_together() -> None:
    assert len({pauses.wait_after(5) for _ in range(20)}) > 15
