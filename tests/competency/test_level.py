"""The level that an assessment shows: the rule, by examples and by what must hold of any paper."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.competency.level import LEAST_QUESTIONS, SHARE, Asked, Marked, by_level, shown


def asked(questions: int, points: str) -> Asked:
    """So many questions of one point, with so many points got."""
    return Asked(questions, Decimal(points), Decimal(questions))


EXAMPLES = {
    "nothing asked": ({}, None),
    "two right answers are too few to say": ({1: asked(2, "2")}, None),
    "three right answers are enough": ({1: asked(3, "3")}, 1),
    "enough questions, too few points": ({1: asked(3, "2")}, 0),
    "exactly seven of ten": ({1: asked(10, "7")}, 1),
    "a hair below seven of ten": ({1: asked(10, "6.9999")}, 0),
    "both levels met": ({1: asked(4, "4"), 2: asked(3, "3")}, 2),
    "the lower met, the higher not": ({1: asked(4, "4"), 2: asked(3, "1")}, 1),
    "the higher cannot stand on a lower that failed": ({1: asked(4, "1"), 2: asked(3, "3")}, 0),
    "a level that was not asked about is no hindrance": ({2: asked(3, "3")}, 2),
    "a thin level is no hindrance, even all wrong": ({1: asked(2, "0"), 2: asked(3, "3")}, 2),
    "a thin level is never the result": ({1: asked(3, "3"), 2: asked(2, "2")}, 1),
    "a thin level between two met ones": (
        {1: asked(3, "3"), 2: asked(1, "0"), 3: asked(3, "3")},
        3,
    ),
    "questions without points say nothing": ({1: Asked(3, Decimal(0), Decimal(0))}, None),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_rule_by_example(name: str) -> None:
    paper, level = EXAMPLES[name]
    assert shown(paper) == level


@st.composite
def questions(draw: st.DrawFn) -> Marked:
    most = draw(st.integers(1, 5))
    share = draw(st.sampled_from(["0", "0.25", "0.5", "0.7", "1"]))
    return Marked(draw(st.integers(1, 5)), Decimal(share) * most, Decimal(most))


papers = st.lists(questions(), max_size=40)


def judged(paper: dict[int, Asked]) -> list[int]:
    return [level for level, each in paper.items() if each.questions >= LEAST_QUESTIONS]


@given(papers)
def test_it_says_nothing_exactly_where_no_level_had_enough_questions(marked: list[Marked]) -> None:
    paper = by_level(marked)
    assert (shown(paper) is None) == (judged(paper) == [])


@given(papers)
def test_every_judged_level_up_to_the_result_is_met_and_the_next_is_not(
    marked: list[Marked],
) -> None:
    paper = by_level(marked)
    level = shown(paper)
    met = {each for each in judged(paper) if paper[each].points >= SHARE * paper[each].most_points}
    if level is None:
        return
    assert {each for each in judged(paper) if each <= level} <= met
    assert level == 0 or level in judged(paper)
    higher = [each for each in judged(paper) if each > level]
    assert not higher or higher[0] not in met


@given(papers, st.data())
def test_a_better_answer_never_lowers_it(marked: list[Marked], data: st.DataObject) -> None:
    if not marked:
        return
    place = data.draw(st.integers(0, len(marked) - 1))
    better = list(marked)
    better[place] = Marked(
        marked[place].level, marked[place].most_points, marked[place].most_points
    )
    before, after = shown(by_level(marked)), shown(by_level(better))
    assert before is None or (after is not None and after >= before)


@given(papers)
def test_the_order_of_the_questions_does_not_matter(marked: list[Marked]) -> None:
    assert by_level(marked) == by_level(marked[::-1])


@given(papers)
def test_all_questions_are_counted_once(marked: list[Marked]) -> None:
    paper = by_level(marked)
    assert sum(each.questions for each in paper.values()) == len(marked)
    assert sum(each.points for each in paper.values()) == sum(each.points for each in marked)
