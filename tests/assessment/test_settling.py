"""What the levels of several markers come to, for any rubric and any declaration."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.marking.essays import differ, settle, share
from lms.assessment.models import Stage
from lms.assessment.rules import Marking

MOST = st.shared(st.integers(2, 5), key="most")
ROWS = st.shared(st.integers(1, 6), key="rows")
LEVELS = st.tuples(ROWS, MOST).flatmap(
    lambda it: st.lists(st.integers(1, it[1]), min_size=it[0], max_size=it[0])
)
RULES = st.builds(
    Marking,
    second=st.booleans(),
    differs=st.integers(0, 4),
    differs_percent=st.none() | st.integers(0, 100),
)


@given(LEVELS, MOST)
def test_one_share_lies_between_nothing_and_everything(levels: list[int], most: int) -> None:
    assert 0 <= share(levels, most) <= 1
    assert (share(levels, most) == 0) is (set(levels) == {1})
    assert (share(levels, most) == 1) is (set(levels) == {most})


@given(LEVELS, LEVELS, LEVELS, MOST, RULES)
def test_whose_word_counts(
    one: list[int], other: list[int], third: list[int], most: int, rules: Marking
) -> None:
    assert settle([], most, rules).stage == Stage.FIRST
    if not rules.second:
        assert settle([one], most, rules).counts == (0,)
        return
    assert settle([one], most, rules).stage == Stage.SECOND
    both = settle([one, other], most, rules)
    assert both.stage == (Stage.THIRD if differ(one, other, most, rules) else Stage.COMPLETE)
    assert differ(one, other, most, rules) == differ(other, one, most, rules)
    assert both.share == settle([other, one], most, rules).share
    if both.share is not None:
        assert abs(both.share - (share(one, most) + share(other, most)) / 2) <= Decimal("0.00005")
    decided = settle([one, other, third], most, rules)
    assert decided.counts == (2,)
    assert decided.share == settle([third], most, Marking()).share


def test_by_hand() -> None:
    two = Marking(second=True, differs=1)
    assert settle([[3, 4]], 4, Marking()).share == Decimal("0.8333")
    assert settle([[3, 4], [2, 4]], 4, two).share == Decimal("0.75")
    assert settle([[3, 4], [1, 4]], 4, two).stage == Stage.THIRD
    assert settle([[2, 2], [3, 3]], 4, Marking(second=True, differs_percent=33)).stage == (
        Stage.THIRD
    )
    assert settle([[2, 2], [3, 3]], 4, Marking(second=True, differs_percent=34)).share == (
        Decimal("0.5")
    )
