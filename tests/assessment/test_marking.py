"""What an answer is worth, told by the rule of each type."""

from decimal import Decimal
from typing import Any

import pytest

from lms.assessment.marking.by_type import mark, percent
from lms.assessment.marking.figures import readings

ALL, NOTHING = Decimal(1), Decimal(0)


def choice(*rights: bool) -> dict[str, Any]:
    return {"options": [{"right": right} for right in rights]}


def accepts(*texts: str) -> dict[str, Any]:
    return {"accepted": list(texts)}


def number(value: float, tolerance: float = 0, unit: str = "") -> dict[str, Any]:
    return {"accepted": [{"value": value, "tolerance": tolerance}], "unit": unit}


def share(kind: str, content: dict[str, Any], answer: object) -> Decimal:
    return mark(kind, content, answer).share


@pytest.mark.parametrize(
    ("answer", "expected"), [("2", 1), (["2"], 1), ("1", 0), (["1", "2"], 0), (None, 0), ("9", 0)]
)
def test_a_single_choice_gets_all_for_the_right_option_alone(answer: Any, expected: int) -> None:
    assert share("single", choice(False, True, False), answer) == expected
    assert share("truefalse", choice(False, True), answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["1", "2", "4"], ALL),
        (["4", "1", "2"], ALL),
        (["1", "2"], Decimal(2) / 3),
        (["1", "2", "4", "3"], Decimal(2) / 3),
        (["1", "3"], NOTHING),
        (["3", "5"], NOTHING),
        (["1", "1", "1"], Decimal(1) / 3),
        (["1", "99"], Decimal(1) / 3),
        ([], NOTHING),
    ],
)
def test_a_multiple_choice_takes_off_what_is_wrong(answer: list[str], expected: Decimal) -> None:
    assert share("multiple", choice(True, True, False, True, False), answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("1", "1"), ("2", "0.6"), ("3", "0.2"), (["2"], "0.6"), (["1", "2"], "0"), ("4", "0")],
)
def test_an_option_of_a_situation_gets_its_weight(answer: Any, expected: str) -> None:
    content = {"options": [{"weight": 5}, {"weight": 3}, {"weight": 1}]}
    assert share("sjt", content, answer) == Decimal(expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["2", "1", "2", "3"], ALL),
        (["2", "1", "1", ""], Decimal("0.5")),
        (["", "", "2"], Decimal("0.25")),
        (["1", "2", "3", "2"], NOTHING),
        (["2", "1", "2", "3", "1", "1"], ALL),
        ("2", NOTHING),
        ([0, None, {}, "x"], NOTHING),
    ],
)
def test_each_pair_that_matches_counts_the_same(answer: Any, expected: Decimal) -> None:
    content = {"pairs": [{"right": 2}, {"right": 1}, {"right": 2}, {"right": 3}]}
    assert share("match", content, answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["1", "2", "3", "4"], ALL),
        (["2", "1", "3", "4"], Decimal(4) / 6),  # five pairs right, one turned
        (["2", "1", "4", "3"], Decimal(2) / 6),
        (["4", "3", "2", "1"], NOTHING),
        (["1", "2", "", ""], Decimal(1) / 6),
        (["", "1", "", "2", "3"], Decimal(3) / 6),
        (["1", "1", "2", "9", "3", "4"], ALL),  # of two the first counts, others are no steps
        (["3"], NOTHING),
    ],
)
def test_an_order_is_worth_its_pairs_less_those_turned(answer: Any, expected: Decimal) -> None:
    assert share("order", {"steps": [{}, {}, {}, {}]}, answer) == expected


TEXT = {
    "gaps": [
        {"type": "short", "accepted": ["aduan", "pengaduan"]},
        {"type": "numeric", "accepted": [{"value": 12.5, "tolerance": 0.5}]},
        {"type": "single", "options": [{"right": False}, {"right": True}]},
    ]
}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ([" Pengaduan. ", "12,9", "2"], 3),
        (["aduan", "13,1", "1"], 1),
        (["", "12.5"], 1),
        (["12.5", "aduan", "2", "2"], 1),
        ("aduan", 0),
        ([], 0),
    ],
)
def test_each_gap_is_compared_as_the_question_that_it_is(answer: Any, right: int) -> None:
    assert share("cloze", TEXT, answer) == Decimal(right) / 3


@pytest.mark.parametrize(
    "typed",
    [
        *("Jum'at Pagi", "jum'at pagi", "  JUM'AT   PAGI  ", "Jum\u2019at pagi.", "jum'at\npagi!"),
        *("\uff2aum'at pagi", "ju\u00adm'at pagi", "jum'at\u00a0pagi", "jum'at\u200b pagi ..."),
    ],
)
def test_a_short_answer_may_be_typed_in_many_ways(typed: str) -> None:
    assert share("short", accepts("Jum'at Pagi"), typed) == ALL


@pytest.mark.parametrize(
    "typed", ["", "  ", "jumat pagi", "jum'at", "pagi jum'at", None, ["x"], {}]
)
def test_a_short_answer_must_still_be_the_answer(typed: Any) -> None:
    assert share("short", accepts("Jum'at Pagi"), typed) == NOTHING


def test_punctuation_that_is_the_answer_is_kept() -> None:
    assert share("short", accepts("?"), "?") == ALL
    assert share("short", accepts("?"), "") == NOTHING
    assert share("short", accepts("?"), "!") == NOTHING


def test_letters_of_one_look_are_one_letter() -> None:
    assert share("short", accepts("caf\u00e9"), "cafe\u0301") == ALL
    assert share("short", accepts("Stra\u00dfe"), "STRASSE") == ALL


def test_which_accepted_answer_was_met_is_told() -> None:
    assert mark("short", accepts("spbe", "e-government"), "E-Government").met == 2
    assert mark("short", accepts("spbe"), "lain").met is None


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12,5", ["12.5"]),
        ("12.5", ["12.5"]),
        ("-3", ["-3"]),
        ("\u22123", ["-3"]),
        ("1.234.567", ["1234567"]),
        ("1.234,5", ["1234.5"]),
        ("1,234.5", ["1234.5"]),
        ("1,234,567", ["1234567"]),
        ("1 234 567,25", ["1234567.25"]),
        ("1.500", ["1.500", "1500"]),
        ("0.500", ["0.500"]),
        ("1,500", ["1.500"]),
        (",5", [".5"]),
        ("18.", ["18"]),
        (" 18 ", ["18"]),
        ("\uff11\uff18", ["18"]),
        *[(wrong, []) for wrong in ("", "-", "1e3", "1..2", "1.2.3", "12.34.567", "dua", "1/2")],
        *[(wrong, []) for wrong in ("9" * 61, "٣", "nan", "inf", "1_000", "--1", "1,2,3")],
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, numbers: list[str]) -> None:
    assert readings(typed) == tuple(Decimal(each) for each in numbers)


@pytest.mark.parametrize("typed", ["5 m2", "5m\u00b2", "5", "5 M2", "5,0 m2."])
def test_a_unit_may_be_written_or_not(typed: str) -> None:
    assert share("numeric", number(5, unit="m\u00b2"), typed) == ALL


def test_a_unit_may_stand_before_the_number() -> None:
    assert share("numeric", number(5000, unit="Rp"), "Rp. 5.000") == ALL


def test_another_unit_is_another_answer() -> None:
    assert share("numeric", number(5, unit="kg"), "5 m") == NOTHING


@pytest.mark.parametrize(("typed", "expected"), [("12", 1), ("13", 1), ("11,99", 0), ("13.01", 0)])
def test_the_ends_of_a_tolerance_are_within(typed: str, expected: int) -> None:
    assert share("numeric", number(12.5, 0.5), typed) == expected


def test_a_tenth_is_a_tenth() -> None:
    """0.4 - 0.3 is more than 0.1 to a computer that counts in twos."""
    assert share("numeric", number(0.3, 0.1), "0,4") == ALL


@pytest.mark.parametrize(
    ("points", "most", "expected"),
    [
        ("1", "3", "33.33"),
        ("2", "3", "66.67"),
        ("1", "8", "12.50"),
        ("0.00125", "1", "0.13"),
        ("0", "0", "0.00"),
    ],
)
def test_a_score_has_two_decimals_with_halves_up(points: str, most: str, expected: str) -> None:
    assert str(percent(Decimal(points), Decimal(most))) == expected


def test_thirds_add_up() -> None:
    third = mark("multiple", choice(True, True, True), ["1"]).share
    assert percent(third * 3, Decimal(1)) == 100
