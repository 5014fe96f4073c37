"""Moves and what they come to, for any scenario and any walk through it."""

from hypothesis import given
from hypothesis import strategies as st

from lms.catalog.reading.ways import astray, reached
from lms.scenarios.way import way_of

SCENES = {
    "scenes": [
        {
            "id": str(n),
            "end": "good" if n == 3 else "",
            "choices": [
                {"text": str(to), "to": str(to), "html": f"<p>{to}</p>"}
                for to in ([] if n == 3 else range(4))
            ],
        }
        for n in range(4)
    ]
}


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=30))
def test_where_one_stands_is_where_the_choices_lead_that_still_count(
    asked: list[int | None],
) -> None:
    moves: list[int | None] = []
    stack = ["0"]
    for choice in asked:
        way = way_of(SCENES, moves)
        if choice is None and way.may_return:
            stack.pop()
        elif choice is not None and way.may(choice):
            stack.append(str(choice))
        else:
            assert way.end or len(stack) == 1
            continue
        moves.append(choice)
    way = way_of(SCENES, moves)
    assert way.scene["id"] == stack[-1]
    assert [each.choice["to"] for each in way.held] == stack[1:]
    assert len(way.passed) == sum(each is not None for each in moves)
    assert way.consequence == (f"<p>{stack[-1]}</p>" if len(stack) > 1 else "")


GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef")), min_size=1
).map(lambda found: {each: found.get(each, set()) for each in "abcdef"})


@given(GRAPHS, st.sets(st.sampled_from("abcdef")))
def test_astray_is_every_scene_that_reaches_no_end(
    ways: dict[str, set[str]], ends: set[str]
) -> None:
    assert astray(ways, ends) == {each for each in ways if not reached(ways, each) & ends}
