"""What learning is worth in the index of professionalism, by parts that are data."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast
from lms.foundation.database import db, transaction
from lms.identity.models import PostLevel
from lms.standards.models import IndexPart
from lms.standards.queries import Part, index_parts, most, worth
from registers import NOW

NAMES = ("training", "hours", "seminar")
JP = st.integers(-50, 500)


@st.composite
def forties(draw: st.DrawFn) -> list[Part]:
    """Any parts that come to 40."""
    first = draw(st.decimals(0, 40, places=1))
    second = draw(st.decimals(0, 40 - first, places=1))
    return [
        Part(name, points, draw(st.integers(1, 40)), frozenset(), 1, draw(st.booleans()), "", True)
        for name, points in zip(NAMES, (first, second, 40 - first - second), strict=True)
    ]


@given(forties(), st.tuples(JP, JP, JP), st.tuples(*[st.integers(0, 100)] * 3))
def test_points_lie_between_nothing_and_forty_and_never_fall_with_more_jp(
    parts: list[Part], jp: tuple[int, ...], more: tuple[int, ...]
) -> None:
    before = worth(parts, dict(zip(NAMES, jp, strict=True)))
    after = worth(parts, {name: a + b for name, a, b in zip(NAMES, jp, more, strict=True)})
    assert 0 <= before <= after <= most(parts) == 40


def test_what_ships_is_forty_for_every_post_and_says_that_nobody_confirmed_it(cast: Cast) -> None:
    shipped = index_parts(NOW.date())
    assert set(shipped) == set(PostLevel)
    assert {most(parts) for parts in shipped.values()} == {Decimal(40)}
    assert not any(part.verified for parts in shipped.values() for part in parts)


@pytest.mark.parametrize(
    ("level", "jp", "points"),
    [
        (PostLevel.PELAKSANA, {"hours": 20, "seminar": 4}, "40"),
        (PostLevel.PELAKSANA, {"hours": 20}, "22.5"),
        (PostLevel.PELAKSANA, {"hours": 19, "seminar": 1}, "17.5"),
        (PostLevel.FUNGSIONAL, {"training": 40, "hours": 40}, "30"),
        (PostLevel.PENGAWAS, {"hours": 20, "seminar": 4}, "25"),
        (PostLevel.JPT_MADYA, {"training": 40, "hours": 20, "seminar": 4}, "40"),
    ],
)
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_examples_of_the_regulation_hold(
    cast: Cast, level: PostLevel, jp: dict[str, int], points: str
) -> None:
    assert worth(index_parts(NOW.date())[level], jp) == Decimal(points)


def test_an_officers_newer_row_takes_the_place_of_the_one_that_ships(cast: Cast) -> None:
    with transaction():
        facts = {"post_level": PostLevel.PELAKSANA, "name": "hours", "jp": 20, "forms": []}
        rest = {"years": 1, "since": NOW.date(), "legal_basis": "Contoh 1/2026"}
        points = Decimal("22.5")
        db.session.add(IndexPart(**facts, **rest, points=points, proportional=True, verified=True))
    parts = index_parts(NOW.date())[PostLevel.PELAKSANA]
    assert worth(parts, {"hours": 10}) == Decimal("11.25")
    assert most(parts) == 40
