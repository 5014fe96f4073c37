"""A plain line, which goes around the parser, comes out as the parser would have made it."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.markup import rendering


@given(st.from_regex(rendering.ORDINARY, fullmatch=True))
def test_around_the_parser_or_through_it_is_the_same(line: str) -> None:
    through = rendering._render(line, lambda _: None)  # noqa: SLF001  the other way
    assert asdict(rendering.render(line)) == asdict(through)


@pytest.mark.parametrize(
    "line", ["1. Januari", "<b>", "a *b*", "Bu Rosmaini\n", "a_b_", "- a", "a & b", ": a", "Aa  "]
)
def test_what_may_be_markup_goes_through_the_parser(line: str) -> None:
    assert not rendering.ORDINARY.fullmatch(line)
