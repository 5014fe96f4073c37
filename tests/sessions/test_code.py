"""The code of the screen by itself: bound, short-lived, and easy to type."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.sessions import code
from lms.sessions.code import Lock

LOCK = Lock.of("s" * 32, 7, "kelas")
OTHERS = (Lock.of("t" * 32, 7, "kelas"), Lock.of("s" * 32, 8, "kelas"), Lock.of("s" * 32, 7, "b"))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds the zone


@given(moments, st.integers(0, 70))
def test_a_code_is_accepted_for_45_seconds_from_when_it_is_first_shown(
    moment: datetime, later: int
) -> None:
    shown = moment - timedelta(seconds=moment.timestamp() % code.SHOWN_FOR)
    given = code.code_at(LOCK, moment)
    assert code.code_at(LOCK, shown) == given
    asked = shown + timedelta(seconds=later)
    assert code.accepts(LOCK, given, asked) == (later <= 45)
    before = shown - timedelta(seconds=1)
    assert not code.accepts(LOCK, given, before)
    assert 1 <= code.seconds_left(moment) <= code.SHOWN_FOR


@given(moments)
def test_a_code_opens_no_other_meeting_and_no_other_server(moment: datetime) -> None:
    given, scan = code.code_at(LOCK, moment), code.scan_of(LOCK, moment)
    assert set(given) <= set(code.LETTERS)
    assert code.accepts(LOCK, code.spoken(given).lower().replace(" ", " - "), moment)
    assert code.holds(LOCK, scan, moment + timedelta(seconds=code.SCAN_HOLDS_FOR - 1))
    assert not code.holds(LOCK, scan, moment + timedelta(seconds=code.SCAN_HOLDS_FOR + 1))
    for other in OTHERS:
        assert not code.accepts(other, given, moment)
        assert not code.holds(other, scan, moment)


@given(moments, st.text(max_size=80))
def test_what_anybody_types_is_refused(moment: datetime, text: str) -> None:
    assert not code.accepts(LOCK, text, moment)
    assert not code.holds(LOCK, text, moment)
    assert not code.holds(LOCK, f"{int(moment.timestamp())}.{text}", moment)
