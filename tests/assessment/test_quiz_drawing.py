"""The paper follows from the questions and the recorded seed, today and in ten years."""

from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.paper.drawing import as_written, chosen, draw
from lms.assessment.rules import Line
from lms.catalog.library import Question


def question(digest: str, kind: str = "single", options: int = 4) -> Question:
    content: dict[str, Any] = {"options": [{"right": n == 0} for n in range(options)]}
    return Question(digest, kind, "M.5", 1, "", 1, digest, MappingProxyType(content))


QUESTIONS = [question(name) for name in "abcdefghij"]
TYPED = Question("t", "short", None, None, "", 1, "t", MappingProxyType({"accepted": ["ya"]}))
SEEDS = st.integers(0, 2**62 - 1)


def test_a_seed_draws_the_same_paper_for_ever() -> None:
    """Written down: a Python whose shuffle differs must not change papers already drawn."""
    paper = draw(QUESTIONS[:4], 2026, places=True, options=True)
    assert [(each["digest"], each["options"]) for each in paper] == [
        ("d", [2, 3, 1, 4]),
        ("c", [1, 4, 2, 3]),
        ("b", [1, 2, 4, 3]),
        ("a", [3, 1, 2, 4]),
    ]


def test_the_types_of_old_are_drawn_as_before_the_others_came() -> None:
    """Written down from the code that knew only these: nothing more is taken from the chance."""
    mixed = [
        question("single"),
        TYPED,
        question("truefalse", "truefalse", 2),
        question("multiple", "multiple", 5),
        Question("n", "numeric", None, None, "", 1, "n", TYPED.content),
        question("again", options=3),
    ]
    paper = draw(mixed, 202611, places=True, options=True)
    assert [(each["digest"], each["options"]) for each in paper] == [
        ("again", [1, 3, 2]),
        ("multiple", [5, 1, 2, 3, 4]),
        ("n", []),
        ("single", [4, 2, 1, 3]),
        ("t", []),
        ("truefalse", [1, 2]),
    ]


@given(SEEDS)
def test_a_paper_holds_every_question_and_option_once(seed: int) -> None:
    paper = draw(QUESTIONS, seed, places=True, options=True)
    assert sorted(each["digest"] for each in paper) == list("abcdefghij")
    assert all(sorted(each["options"]) == [1, 2, 3, 4] for each in paper)
    assert paper == draw(QUESTIONS, seed, places=True, options=True)


@given(SEEDS)
def test_what_is_not_to_be_shuffled_stays(seed: int) -> None:
    paper = draw(QUESTIONS, seed, places=False, options=False)
    assert [each["digest"] for each in paper] == list("abcdefghij")
    assert all(each["options"] == [1, 2, 3, 4] for each in paper)
    binary = draw([question("x", "truefalse", 2)], seed, places=True, options=True)
    assert binary[0]["options"] == [1, 2]


def test_seeds_draw_different_papers() -> None:
    papers = [str(draw(QUESTIONS, seed, places=True, options=True)) for seed in range(50)]
    assert len(set(papers)) == 50


def test_every_option_comes_first_about_as_often() -> None:
    firsts = [
        draw(QUESTIONS[:1], seed, places=True, options=True)[0]["options"][0]
        for seed in range(4000)
    ]
    assert all(850 < firsts.count(option) < 1150 for option in (1, 2, 3, 4))


def test_an_answer_is_told_in_the_authors_numbers() -> None:
    assert as_written("single", [3, 1, 2], "1") == "3"
    assert as_written("multiple", [3, 1, 2], ["2", "3"]) == ["1", "2"]


def test_what_was_never_shown_is_no_answer() -> None:
    assert as_written("single", [3, 1, 2], "4") is None
    assert as_written("multiple", [3, 1, 2], ["0", "-1", "x", "99999999999", "2"]) == ["1"]
    assert as_written("single", [3, 1, 2], {"a": 1}) is None


@given(
    st.recursive(st.none() | st.text() | st.integers(), st.lists),
    st.sampled_from(["single", "multiple", "sjt", "match", "order"]),
)
def test_a_typed_answer_stays_as_it_is(answer: Any, kind: str) -> None:
    assert as_written("short", [], answer) == answer
    as_written(kind, [2, 1], answer)
    as_written("cloze", [[2, 1], []], answer)


def test_a_place_without_an_answer_stays_a_place() -> None:
    """What stands third was given for the third, whatever was left out before it."""
    for kind in ("match", "order"):
        assert as_written(kind, [3, 1, 2], ["", "9", "1"]) == ["", "", "3"]
        assert as_written(kind, [3, 1, 2], "1") is None
    lists = [[], [2, 1], [3, 1, 2]]
    assert as_written("cloze", lists, ["2", "2", "x", "zu viel"]) == ["2", "1", ""]
    assert as_written("cloze", lists, "2") is None


def arranged(kind: str, count: int) -> Question:
    parts = [{} for _ in range(count)]
    content: dict[str, Any] = {"match": {"rights": parts}, "order": {"steps": parts}}[kind]
    return Question(kind, kind, None, None, "", 1, kind, MappingProxyType(content))


@given(SEEDS, st.integers(3, 20), st.booleans())
def test_steps_are_never_shown_in_their_right_order(seed: int, count: int, say_so: bool) -> None:
    (drawn,) = draw([arranged("order", count)], seed, places=say_so, options=say_so)
    right = list(range(1, count + 1))
    assert drawn["options"] != right
    assert sorted(drawn["options"]) == right


def test_two_steps_are_not_always_turned_round() -> None:
    asked = arranged("order", 2)
    orders = [draw([asked], seed, places=True, options=True)[0]["options"] for seed in range(200)]
    assert 60 < orders.count([1, 2]) < 140


def test_what_matches_is_shuffled_even_where_options_are_not() -> None:
    orders = {
        str(draw([arranged("match", 4)], seed, places=False, options=False)) for seed in range(200)
    }
    assert len(orders) == 24


def test_each_list_in_a_text_is_shuffled_by_itself() -> None:
    gaps = [{"accepted": ["a"]}, {"options": [{}, {}, {}]}, {"options": [{}, {}]}]
    asked = Question("c", "cloze", None, None, "", 1, "c", MappingProxyType({"gaps": gaps}))
    orders = [draw([asked], seed, places=True, options=True)[0]["options"] for seed in range(99)]
    assert all(order[0] == [] and sorted(order[1]) == [1, 2, 3] for order in orders)
    assert len({str(order) for order in orders}) == 12
    assert draw([asked], 1, places=True, options=False)[0]["options"] == [[], [1, 2, 3], [1, 2]]


def tagged(name: str, level: int, topic: str = "") -> Question:
    return Question(name, "single", "M.5", level, topic, 1, f"bank#{name}", MappingProxyType({}))


POOL = [tagged(f"{level}{number}", level) for level in (1, 2, 3) for number in range(8)]
BLUEPRINT = [Line("M.5", level, None, 3) for level in (1, 2, 3)]


@given(SEEDS)
def test_a_blueprint_is_filled_and_nothing_is_drawn_twice(seed: int) -> None:
    paper = chosen(POOL, BLUEPRINT, {}, seed)
    assert [each.level for each in paper] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert len({each.digest for each in paper}) == 9
    assert paper == chosen(POOL, BLUEPRINT, {}, seed)


@given(SEEDS)
def test_lines_that_overlap_share_nothing(seed: int) -> None:
    pool = [tagged("a", 1), tagged("b", 1), tagged("c", 1, "loket")]
    lines = [Line(None, None, "loket", 1), Line("M.5", 1, None, 2)]
    assert {each.digest for each in chosen(pool, lines, {}, seed)} == {"a", "b", "c"}


@given(SEEDS)
def test_what_was_met_least_is_asked_first(seed: int) -> None:
    met = {each.key: 1 for each in chosen(POOL, BLUEPRINT, {}, seed)}
    again = chosen(POOL, BLUEPRINT, met, seed + 1)
    assert not met.keys() & {each.key for each in again}
    met |= {each.key: 1 for each in again}
    third = [each.key for each in chosen(POOL, BLUEPRINT, met, seed + 2)]
    assert sum(key not in met for key in third) == 6, "two of eight are left at each level"


def test_every_question_has_its_turn() -> None:
    papers = [chosen(POOL, BLUEPRINT, {}, seed) for seed in range(200)]
    asked = [each.digest for paper in papers for each in paper]
    assert all(50 < asked.count(each.digest) < 100 for each in POOL), "75 would be even"
