"""What holds of marking whatever was asked and whatever was answered."""

from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.marking.by_type import MARKERS, chosen, fold, is_empty, mark, turns
from lms.assessment.marking.keys import right_answer
from lms.assessment.paper.drawing import as_written, draw
from lms.assessment.paper.looks import LOOKS
from lms.catalog.library import Question
from lms.catalog.reading.grammar import TYPES
from lms.catalog.reading.readers import READERS
from lms.demo.quiz import ANSWERS

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
    "sjt": st.lists(st.integers(1, 5), min_size=1, max_size=6).map(
        lambda others: {"options": [{"weight": weight} for weight in [*others, 5]]}
    ),
    "match": st.lists(st.integers(1, 8), min_size=2, max_size=8).map(
        lambda keys: {"pairs": [{"right": key} for key in keys], "rights": [{}] * 8}
    ),
    "order": st.integers(2, 20).map(lambda count: {"steps": [{}] * count}),
}
small = st.sampled_from(["single", "short", "numeric"]).flatmap(
    lambda kind: contents[kind].map(lambda content: content | {"type": kind})
)
contents["cloze"] = st.lists(small, min_size=1, max_size=6).map(lambda gaps: {"gaps": gaps})
questions = st.sampled_from(sorted(contents)).flatmap(
    lambda kind: st.tuples(st.just(kind), contents[kind])
)


def test_every_type_is_tried_here() -> None:
    assert contents.keys() | {"essay"} == MARKERS.keys(), "an essay is marked by people"


def test_every_type_is_read_marked_shown_and_tried_in_the_demonstration() -> None:
    assert set(TYPES) == READERS.keys() == MARKERS.keys() == LOOKS.keys() == ANSWERS.keys()


@given(questions, json, st.integers(1, 100))
def test_anything_is_worth_something_between_nothing_and_all(
    question: tuple[str, dict[str, Any]], answer: Any, most: int
) -> None:
    marked = mark(*question, answer)
    assert NOTHING <= marked.share <= ALL
    assert 0 <= marked.points(most) <= most


@given(questions, st.sampled_from([None, "", "  ", [], ["", " "]]))
def test_an_empty_answer_is_worth_nothing(
    question: tuple[str, dict[str, Any]], answer: Any
) -> None:
    assert is_empty(answer)
    assert mark(*question, answer).share == NOTHING


def decided(kind: str, content: dict[str, Any]) -> bool:
    """No author may write a single choice with two right options."""
    if kind == "cloze":
        return all(decided(gap["type"], gap) for gap in content["gaps"])
    return kind != "single" or len(right_answer(kind, content)) == 1


@given(questions)
def test_the_right_answer_gets_all(question: tuple[str, dict[str, Any]]) -> None:
    kind, content = question
    if decided(kind, content):
        assert mark(kind, content, right_answer(kind, content)).share == ALL


@given(questions, st.integers(0, 2**62))
def test_the_key_gets_all_however_the_paper_was_shuffled(
    question: tuple[str, dict[str, Any]], seed: int
) -> None:
    kind, content = question
    asked = Question("q", kind, None, None, "", 1, "q", MappingProxyType(content))
    (drawn,) = draw([asked], seed, places=True, options=True)
    shown = seen(kind, drawn["options"], right_answer(kind, content))
    if decided(kind, content):
        written = as_written(kind, drawn["options"], shown)
        assert mark(kind, content, written).share == ALL


def seen(kind: str, order: list[Any], answer: Any) -> Any:
    """An answer in the author's numbers told in those of the paper."""
    if kind == "cloze":
        return [
            seen("single", *each) if each[0] else each[1]
            for each in zip(order, answer, strict=True)
        ]
    if not order:
        return answer
    if isinstance(answer, list):
        return [str(order.index(int(each)) + 1) for each in answer]
    return str(order.index(int(answer)) + 1)


@given(st.permutations(range(1, 7)))
def test_an_order_and_its_reverse_share_out_what_there_is(order: list[int]) -> None:
    content, given_ = {"steps": [{}] * 6}, [str(step) for step in order]
    forth, back = turns(content, given_), turns(content, given_[::-1])
    assert forth == back[::-1]
    assert sum(forth) == 15


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
