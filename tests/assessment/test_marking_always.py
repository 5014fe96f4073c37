"""What holds of marking whatever was asked and whatever was answered."""

from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.marking import MARKERS, chosen, fold, is_empty, mark

ALL, NOTHING = Decimal(1), Decimal(0)


def choice(*rights: bool) -> dict[str, Any]:
    return {"options": [{"right": right} for right in rights]}


def accepts(*texts: str) -> dict[str, Any]:
    return {"accepted": list(texts)}


def number(value: float, tolerance: float = 0, unit: str = "") -> dict[str, Any]:
    return {"accepted": [{"value": value, "tolerance": tolerance}], "unit": unit}


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
rights = st.lists(st.booleans(), min_size=2, max_size=8).filter(any)
numbers = st.integers(-(10**14), 10**14).map(lambda millionths: millionths / 10**6)
contents: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single": rights.map(lambda given: choice(*given)),
    "truefalse": st.sampled_from([choice(True, False), choice(False, True)]),
    "multiple": rights.map(lambda given: choice(*given)),
    "short": st.lists(st.text().filter(fold), min_size=1).map(lambda given: accepts(*given)),
    "numeric": st.builds(number, numbers, st.floats(0, 10), st.sampled_from(["", "m", "Rp", "%"])),
}
questions = st.sampled_from(sorted(contents)).flatmap(
    lambda kind: st.tuples(st.just(kind), contents[kind])
)


def test_every_type_is_tried_here() -> None:
    assert contents.keys() == MARKERS.keys()


@given(questions, json, st.integers(1, 100))
def test_anything_is_worth_something_between_nothing_and_all(
    question: tuple[str, dict[str, Any]], answer: Any, most: int
) -> None:
    marked = mark(*question, answer)
    assert NOTHING <= marked.share <= ALL
    assert 0 <= marked.points(most) <= most


@given(questions, st.sampled_from([None, "", "  ", []]))
def test_an_empty_answer_is_worth_nothing(
    question: tuple[str, dict[str, Any]], answer: Any
) -> None:
    assert is_empty(answer)
    assert mark(*question, answer).share == NOTHING


@given(questions)
def test_the_right_answer_gets_all(question: tuple[str, dict[str, Any]]) -> None:
    kind, content = question
    if kind in {"short", "numeric"}:
        first = content["accepted"][0]
        right: Any = first if kind == "short" else f"{Decimal(str(first['value'])):f}"
    else:
        right = [str(n) for n, each in enumerate(content["options"], 1) if each["right"]]
    undecided = kind == "single" and len(right) > 1  # no author may write one
    assert mark(kind, content, right).share == (NOTHING if undecided else ALL)


@given(rights, st.lists(st.integers(0, 10).map(str)), st.integers())
def test_the_order_of_options_and_of_choosing_is_no_matter(
    given_rights: list[bool], answer: list[str], seed: int
) -> None:
    order = list(range(len(given_rights)))
    Random(seed).shuffle(order)
    moved = [str(order.index(n - 1) + 1) for n in chosen(answer) if n <= len(order)]
    content, turned = choice(*given_rights), choice(*(given_rights[n] for n in order))
    for kind in ("single", "multiple"):
        before = mark(kind, content, [each for each in answer if 0 < int(each) <= len(order)])
        assert mark(kind, turned, moved) == before


@given(rights, st.sets(st.integers(1, 8)))
def test_one_more_right_option_never_costs(given_rights: list[bool], answer: set[int]) -> None:
    content = choice(*given_rights)
    before = mark("multiple", content, [str(n) for n in answer]).share
    for n, is_right in enumerate(given_rights, 1):
        after = mark("multiple", content, [str(each) for each in answer | {n}]).share
        assert after >= before if is_right else after <= before
