"""Figures of item analysis, worked out by hand and by SciPy."""

from collections import Counter
from math import isclose, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from lms.bank.statistics import moments, quantiles
from lms.bank.statistics.choices import choices, commonest_wrong
from lms.bank.statistics.flags import Flag, flags
from lms.bank.statistics.gain import gain
from lms.bank.statistics.items import Cell, Figures, figures
from lms.bank.statistics.moments import Counted
from lms.bank.statistics.scores import Formula, Reliability, Unreliable, reliability, scores

UNIT = 10_000
# Ten people (rows) at four questions (columns), one point each. Totals: 4 4 3 3 3 2 2 1 1 0.
TEN = [
    [1, 1, 1, 1],
    [1, 1, 1, 1],
    [1, 1, 1, 0],
    [1, 1, 0, 1],
    [1, 1, 1, 0],
    [1, 0, 1, 0],
    [1, 1, 0, 0],
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0, 0],
]
matrices = st.integers(10, 40).flatmap(
    lambda people: st.integers(2, 8).flatmap(
        lambda questions: st.lists(
            st.lists(st.integers(0, 1), min_size=questions, max_size=questions),
            min_size=people,
            max_size=people,
        )
    )
)


def cells_of(matrix: list[list[int]], question: int) -> list[Cell]:
    """A right answer is option 1, a wrong one option 2."""
    alike = Counter((row[question], sum(row)) for row in matrix)
    return [
        Cell("1" if x else "2", x * UNIT, UNIT, total * UNIT, len(matrix[0]) * UNIT, count)
        for (x, total), count in alike.items()
    ]


def of(matrix: list[list[int]], question: int) -> Figures:
    return figures(cells_of(matrix, question))


def agree(ours: float | None, theirs: float) -> bool:
    if ours is None:
        return bool(np.isnan(theirs))
    return isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


def test_a_small_quiz_has_the_figures_that_a_hand_works_out() -> None:
    # Question 3: p = 5/10. The upper three are 4, 4 and one of the three with 3, of whom two had
    # it right: 2 + 2/3. The lower three have 0, 1 and 1, and none had it right.
    found = of(TEN, 2)
    assert found.facility == 0.5
    assert found.discrimination == pytest.approx((2 + 2 / 3) / 3)
    # rest of the paper: 3 3 2 3 2 1 2 1 1 0 (mean 1.8), of those who had it right 3 3 2 2 1 (2.2)
    spread = sqrt(sum((r - 1.8) ** 2 for r in [3, 3, 2, 3, 2, 1, 2, 1, 1, 0]) / 10)
    assert found.rest == pytest.approx((2.2 - 1.8) / spread * sqrt(0.5 / 0.5))
    assert found.deviation == pytest.approx(sqrt(10 / 9 * 0.25))
    cells = {str(each): cells_of(TEN, each) for each in range(4)}
    whole = reliability(cells, [sum(row) * UNIT for row in TEN])
    # p q: 0.16 0.21 0.25 0.21 = 0.83; variance of totals (4 4 3 3 3 2 2 1 1 0) by n: 1.61
    assert isinstance(whole, Reliability)
    assert whole.formula == Formula.KR20
    assert whole.value == pytest.approx(4 / 3 * (1 - 0.83 / 1.61))
    assert whole.error == pytest.approx(sqrt(1.61 * 10 / 9) * sqrt(1 - whole.value))


def test_the_guide_tells_the_same_figures() -> None:
    guide = (Path(__file__).parents[2] / "docs/penulis/analisis-butir.md").read_text()
    found, totals = of(TEN, 2), [sum(row) * UNIT for row in TEN]
    whole = reliability({str(each): cells_of(TEN, each) for each in range(4)}, totals)
    assert isinstance(whole, Reliability)
    told = (found.facility, found.discrimination, found.rest, whole.value, whole.error)
    for value in told:
        assert f"**{value:.2f}**".replace(".", ",") in guide


@given(matrices)
def test_every_figure_of_a_question_is_what_scipy_says(matrix: list[list[int]]) -> None:
    table = np.array(matrix, dtype=float)
    n = len(table)
    for question in range(table.shape[1]):
        found = of(matrix, question)
        x, rest = table[:, question], table.sum(axis=1) - table[:, question]
        r = np.nan
        if np.ptp(x) and np.ptp(rest):
            r = stats.pointbiserialr(x, rest).statistic
        assert agree(found.facility, x.mean())
        assert agree(found.deviation, x.std(ddof=1))
        assert agree(found.rest, r)
        wilson = stats.binomtest(int(x.sum()), n).proportion_ci(method="wilson")
        assert found.facility_interval is not None
        assert agree(found.facility_interval.low, wilson.low)
        assert agree(found.facility_interval.high, wilson.high)


@given(matrices)
def test_reliability_is_what_numpy_and_scipy_say(matrix: list[list[int]]) -> None:
    table = np.array(matrix, dtype=float)
    n, k = table.shape
    totals = table.sum(axis=1)
    cells = {str(each): cells_of(matrix, each) for each in range(k)}
    found = reliability(cells, [int(total) * UNIT for total in totals])
    if not np.ptp(totals):
        assert found == Unreliable.FLAT
        return
    alpha = k / (k - 1) * (1 - table.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
    assert isinstance(found, Reliability)
    assert agree(found.value, alpha)
    assert agree(found.error, totals.std(ddof=1) * sqrt(1 - alpha))
    bounds = 1 - (1 - alpha) * stats.f.ppf([0.975, 0.025], n - 1, (n - 1) * (k - 1))
    assert agree(found.interval.low, bounds[0])
    assert agree(found.interval.high, bounds[1])


@given(st.lists(st.integers(0, 10_000).map(lambda it: it / 100), min_size=10, max_size=60))
def test_scores_are_described_as_scipy_describes_them(percents: list[float]) -> None:
    found, table = scores(percents), np.array(percents)
    spread = np.ptp(table) > 0
    assert agree(found.mean, table.mean())
    assert agree(found.median, float(np.median(table)))
    assert agree(found.deviation, table.std(ddof=1))
    if found.skewness is None or not spread:
        assert found.skewness is None
        assert not spread
    else:
        assert agree(found.skewness, float(stats.skew(table, bias=False)))
    assert found.histogram == tuple(np.histogram(table, bins=10, range=(0, 100))[0])


percent = st.integers(0, 100).map(float)


@given(st.lists(st.tuples(percent, percent), min_size=10, max_size=50))
def test_the_gain_is_what_scipy_says_of_the_pairs(pairs: list[tuple[float, float]]) -> None:
    found, table = gain(pairs), np.array(pairs)
    apart = table[:, 1] - table[:, 0]
    assert agree(found.gain, apart.mean())
    assert found.interval is not None
    if np.ptp(apart):
        bounds = stats.ttest_rel(table[:, 1], table[:, 0]).confidence_interval()
        assert agree(found.interval.low, bounds.low)
        assert agree(found.interval.high, bounds.high)
        assert agree(found.effect, apart.mean() / apart.std(ddof=1))
    else:
        assert found.effect is None
        assert found.interval.low == found.interval.high
    if table[:, 0].mean() < 100:
        hake = apart.mean() / (100 - table[:, 0].mean())
        assert agree(found.normalised, hake)
    else:
        assert found.normalised is None


@given(st.floats(0.51, 0.999), st.integers(1, 2000), st.integers(1, 400))
@example(0.999, 363, 1)
def test_quantiles_are_those_of_scipy(share: float, one: int, two: int) -> None:
    assert isclose(quantiles.t_quantile(share, one), stats.t.ppf(share, one), rel_tol=1e-9)
    assert isclose(
        quantiles.f_quantile(share, one, two), stats.f.ppf(share, one, two), rel_tol=1e-8
    )


@given(matrices, st.randoms())
def test_neither_the_order_of_people_nor_the_worth_of_points_changes_a_figure(
    matrix: list[list[int]], chance: np.random.Generator
) -> None:
    mixed = list(matrix)
    chance.shuffle(mixed)
    dearer = [
        cell._replace(points=cell.points * 3, most=cell.most * 3,
                      total=cell.total * 3, total_most=cell.total_most * 3)
        for cell in cells_of(matrix, 0)
    ]  # fmt: skip
    assert of(matrix, 0) == of(mixed, 0)
    for name, value in vars(of(matrix, 0)).items():
        other = getattr(figures(dearer), name)
        assert other == pytest.approx(value) if isinstance(value, float) else True


def test_what_has_no_meaning_is_none_and_never_a_nan() -> None:
    nobody, one = figures([]), of([[1, 0]], 0)
    assert (nobody.facility, nobody.deviation, nobody.rest) == (None, None, None)
    assert (one.facility, one.deviation, one.discrimination) == (1, None, None)
    same = of([[1, 1, 0]] * 30, 0)
    assert (same.facility, same.deviation, same.rest, same.discrimination) == (1, 0, None, 0)
    alone = figures([Cell("1", UNIT, UNIT, UNIT, UNIT, 30), Cell("2", 0, UNIT, 0, UNIT, 30)])
    assert alone.rest is None, "a paper of one question has no rest"
    assert moments.median([]) is None
    assert moments.skewness([Counted(5, 20)]) is None
    assert scores([]).mean is None
    assert reliability({}, []) == Unreliable.FEW
    assert gain([(0, 0)] * 9).gain is None


def test_there_is_no_reliability_where_people_answered_other_questions() -> None:
    cells = {str(each): cells_of(TEN, each) for each in range(4)}
    totals = [sum(row) * UNIT for row in TEN]
    assert reliability(cells | {"5": cells["0"][:-1]}, totals) == Unreliable.DRAWN
    assert reliability({"0": cells["0"]}, totals) == Unreliable.ONE
    assert reliability(cells, totals[:9]) == Unreliable.FEW
    assert reliability(cells, [UNIT] * 10) == Unreliable.FLAT


def test_partial_marks_make_it_cronbachs_alpha_and_students_interval() -> None:
    table = np.array([[0.5, 1, 2], [1, 1, 0], [0, 0.5, 1], [1, 0, 2], [0.5, 0.5, 2]] * 4)
    most, totals = [1, 1, 2], table.sum(axis=1)
    cells = {
        str(place): [
            Cell("x", round(x * UNIT), most[place] * UNIT, round(total * UNIT), 4 * UNIT, 1)
            for x, total in zip(table[:, place], totals, strict=True)
        ]
        for place in range(3)
    }
    found = reliability(cells, [round(total * UNIT) for total in totals])
    alpha = 3 / 2 * (1 - table.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
    assert isinstance(found, Reliability)
    assert found.formula == Formula.ALPHA
    assert agree(found.value, alpha)
    first = figures(cells["0"])
    bounds = stats.t.interval(0.95, 19, table[:, 0].mean(), stats.sem(table[:, 0]))
    assert first.facility_interval is not None
    assert agree(first.facility_interval.low, bounds[0])
    assert agree(first.facility_interval.high, bounds[1])


def test_options_are_counted_in_all_and_in_both_outer_groups() -> None:
    """With totals 1 to 20 the upper five of twenty are 16 to 20, the lower five 1 to 5."""
    given_by = ["2"] * 5 + [None] * 2 + ["3"] * 3 + ["1"] * 10
    cells = [
        Cell(given, UNIT * (given == "1"), UNIT, total * UNIT, 20 * UNIT, 1)
        for total, given in enumerate(given_by, 1)
    ]
    one, two, three, four, nothing = choices(cells, [True, False, False, False])
    assert (one.count, one.part, one.upper, one.lower) == (10, 0.5, 1, 0)
    assert (two.count, two.upper, two.lower) == (5, 0, 1)
    assert two.standing == pytest.approx((1 + 2 + 3 + 4 + 5) / 5 / 20)
    assert (three.count, four.count, four.standing) == (3, 0, None)
    assert (nothing.number, nothing.count) == (0, 2)
    several = choices([Cell('["1", "3"]', UNIT, UNIT, UNIT, UNIT, 4)], [True, False, True])
    assert [each.count for each in several] == [4, 0, 4, 0]


def test_a_wrong_answer_in_words_is_told_once_three_people_gave_it() -> None:
    cells = [
        Cell(text, points, UNIT, UNIT, UNIT, count)
        for text, points, count in [
            *[("Perda", 0, 2), ("perda ", 0, 1), ("Pérda", 0, 1), ("Rani Anggraini", 0, 2)],
            *[("Perpres", UNIT, 9), ("", 0, 5), (None, 0, 5)],
        ]
    ]
    assert [(each.text, each.count) for each in commonest_wrong(cells)] == [("Perda", 4)]
    assert figures(cells).unanswered == 10


def _flagged(right: list[int], wrong: list[int], idle: int = 2) -> tuple[Flag, ...]:
    """Of people with these totals of 20; the wrong ones choose all options but the `idle` first."""
    cells = [Cell("1", UNIT, UNIT, (t + 1) * UNIT, 20 * UNIT, 1) for t in right]
    cells += [
        Cell(str(idle + i % (5 - idle)), 0, UNIT, t * UNIT, 20 * UNIT, 1)
        for i, t in enumerate(wrong)
    ]
    return flags(figures(cells), choices(cells, [True, False, False, False]))


def test_flags_are_raised_where_the_numbers_suffice() -> None:
    good, poor = [15, 16, 17, 18] * 10, [3, 4, 5, 6] * 10
    assert _flagged(good, poor) == ()
    assert _flagged(good[:20], poor[:9]) == (Flag.FEW,)
    assert _flagged(poor, good) == (Flag.NEGATIVE, Flag.TEMPTING)
    assert _flagged(good[:8], poor * 2) == (Flag.HARD,)
    assert _flagged(good * 4, poor[:3]) == (Flag.EASY,)
    assert _flagged(good, poor, idle=3) == (Flag.UNUSED,)
    assert _flagged(good + poor, [5, 6, 15] * 10) == (Flag.WEAK,)
    below = figures(
        [
            Cell("1", UNIT, UNIT, 9 * UNIT, 20 * UNIT, 30),
            Cell("2", 0, UNIT, 8 * UNIT, 20 * UNIT, 70),
        ]
    )
    two = choices([Cell("1", UNIT, UNIT, 9 * UNIT, 20 * UNIT, 30)], [True, False])
    assert Flag.HARD in flags(below, two), "30 of 100 where guessing brings 50"
    assert Flag.HARD not in flags(below, [*two, *two]), "but not where it brings 25"
    near = figures(
        [Cell("1", UNIT, UNIT, 9 * UNIT, 20 * UNIT, 45), Cell("2", 0, UNIT, 0, UNIT, 55)]
    )
    assert Flag.HARD not in flags(near, two), "45 of 100 may be chance"
