"""Nobody can be found in what is shown, however it is added up and taken apart."""

from itertools import chain, combinations

from hypothesis import example, given
from hypothesis import strategies as st

from lms.evaluation.groups import LEAST, Cell, groups, is_shown

CELLS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 4)), st.integers(0, 12), max_size=12
)
Chosen = frozenset[Cell]


def filters(counts: dict[Cell, int]) -> list[Chosen]:
    """Everything that the page's two filters can choose."""
    runs: list[int | None] = [None, *{run for run, _ in counts}]
    revisions: list[int | None] = [None, *{revision for _, revision in counts}]
    return [
        frozenset(it for it in counts if run in {None, it[0]} and revision in {None, it[1]})
        for run in runs
        for revision in revisions
    ]


def size(cells: Chosen, counts: dict[Cell, int]) -> int:
    return sum(counts[cell] for cell in cells)


@given(CELLS)
@example({(1, 1): 20, (1, 2): 3, (2, 1): 2, (2, 2): 20})
@example({(1, 1): 5, (2, 1): 2})
@example({(1, 1): 6, (2, 2): 4, (3, 2): 1})
def test_no_two_results_leave_fewer_than_five_between_them(counts: dict[Cell, int]) -> None:
    shown = [cells for cells in filters(counts) if is_shown(cells, counts)]
    for one, other in combinations(shown, 2):
        for left in (one - other, other - one, one & other):
            assert size(left, counts) == 0 or size(left, counts) >= LEAST
    # and no more than two: a cell is told apart by those that hold it and those that do not
    for cell in (cell for cell, count in counts.items() if count):
        holding = [cells for cells in shown if cell in cells]
        without = chain.from_iterable(cells for cells in shown if cell not in cells)
        alone = frozenset.intersection(*holding) - frozenset(without) if holding else frozenset()
        assert not alone or size(alone, counts) >= LEAST


@given(CELLS)
def test_every_answer_is_in_one_group_and_no_group_is_small(counts: dict[Cell, int]) -> None:
    found = groups(counts)
    cells = [cell for group in found for cell in group]
    assert len(cells) == len(set(cells))
    if sum(counts.values()) >= LEAST:
        assert set(cells) == {cell for cell, count in counts.items() if count}
    assert all(size(group, counts) >= LEAST for group in found)


@given(CELLS)
def test_all_answers_are_shown_once_there_are_five(counts: dict[Cell, int]) -> None:
    assert is_shown(list(counts), counts) == (sum(counts.values()) >= LEAST)


def test_runs_that_are_large_enough_are_told_apart() -> None:
    counts = {(1, 1): 7, (1, 2): 2, (2, 2): 5, (3, 2): 5}
    for run in (1, 2, 3):
        assert is_shown([cell for cell in counts if cell[0] == run], counts)
    assert not is_shown([(1, 2)], counts), "two people"
    assert not is_shown([(1, 1)], counts), "what is left of run 1 is two people"
    assert not is_shown([(1, 2), (2, 2), (3, 2)], counts), "less runs 2 and 3 it is two people"
