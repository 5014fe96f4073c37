"""What ratings come to: against a table computed by hand, and against sums of fractions."""

from decimal import Decimal
from fractions import Fraction
from statistics import mean, stdev

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.cutting.angoff import complete, outcome, settled, weighted
from lms.assessment.models import Rounding

percents = st.integers(0, 100)


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[int, dict[int, int]], dict[int, int]]:
    places = range(1, draw(st.integers(1, 12)) + 1)
    judges = range(1, draw(st.integers(1, 8)) + 1)
    points = {place: draw(st.integers(1, 9)) for place in places}
    return {judge: {place: draw(percents) for place in places} for judge in judges}, points


def test_by_hand() -> None:
    """Two questions of 1 and 3 points; three judges, and one who did not finish."""
    rated = {1: {1: 60, 2: 40}, 2: {1: 80, 2: 60}, 3: {1: 70, 2: 50}, 4: {1: 5}}
    came = outcome(rated, {1: 1, 2: 3})
    assert came
    assert sorted(came.judges.values()) == [45, 55, 65]  # (60 + 3*40)/4 and so on
    assert came.cut == 55
    assert abs(came.error - Decimal(10) / Decimal(3).sqrt()) < Decimal("1e-12")
    assert came.leniency == {1: 50, 2: 70, 3: 60}
    assert (came.items[1].mean, came.items[1].deviation) == (70, 10)
    assert (came.items[2].least, came.items[2].most) == (40, 60)
    assert complete(rated, 2).keys() == {1, 2, 3}
    assert outcome({4: {1: 5}}, {1: 1, 2: 3}) is None


@given(tables())
def test_the_means_of_judges_and_of_questions_agree(
    table: tuple[dict[int, dict[int, int]], dict[int, int]],
) -> None:
    rated, points = table
    came = outcome(rated, points)
    assert came
    whole = sum(points.values())
    means = {
        place: Fraction(sum(it[place] for it in rated.values()), len(rated)) for place in points
    }
    exact = sum(means[place] * points[place] for place in points) / whole
    assert abs(Fraction(came.cut) - exact) < Fraction(1, 10**9)
    cuts = [Fraction(sum(it[p] * points[p] for p in points), whole) for it in rated.values()]
    error = float(stdev(cuts)) / len(cuts) ** 0.5 if len(cuts) > 1 else 0
    assert abs(float(came.error) - error) < 1e-9
    assert abs(float(mean(cuts)) - float(came.cut)) < 1e-9
    by_items = weighted({place: each.mean for place, each in came.items.items()}, points)
    assert abs(by_items - came.cut) < Decimal("1e-9")


@given(
    st.decimals(0, 100, places=4),
    st.decimals(0, 30, places=4),
    st.integers(-2, 2),
    st.sampled_from(Rounding),
)
def test_a_cut_stays_a_percentage(
    rated: Decimal, error: Decimal, steps: int, rounding: Rounding
) -> None:
    cut = settled(rated, error, steps, rounding)
    assert 0 <= cut <= 100
    assert rounding == Rounding.NONE or cut == cut.to_integral_value()
    assert abs(cut - min(max(rated + steps * error, Decimal(0)), Decimal(100))) <= Decimal("0.5")
