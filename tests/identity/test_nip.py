"""What people type or paste as a NIP, and what is said about it."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lms.foundation.errors import Invalid
from lms.identity import nip

TODAY = date(2026, 11, 22)
PNS = "199104122015032004"
PPPK = "198807072021211012"
digits = st.text("0123456789", min_size=18, max_size=18)
separators = st.lists(
    st.sampled_from(["", " ", ".", "-", "\u00a0", "  "]), min_size=17, max_size=17
)


def taken(typed: str) -> str:
    """What becomes of it: the digits, or the sentence that refuses it."""
    try:
        return nip.normalise(typed)
    except Invalid as refused:
        return str(refused.sentence)


def refusal(typed: str) -> str:
    with pytest.raises(Invalid) as refused:
        nip.normalise(typed)
    assert refused.value.fields["nip"] == refused.value.sentence, "shown beside the field"
    return str(refused.value.sentence)


@given(digits, separators)
def test_spaces_dots_and_dashes_between_digits_are_let_be(number: str, between: list[str]) -> None:
    typed = "".join(each + mark for each, mark in zip(number, [*between, ""], strict=True))
    assert nip.normalise(f"  '{typed}\n") == number


@given(digits)
def test_what_is_normal_stays_as_it_is(number: str) -> None:
    assert nip.normalise(nip.normalise(number)) == number


@given(st.text())
@example("１９９１０４１２２０１５０３２００４")  # noqa: RUF001  digits of another width
@example("19910412 201503 2 00a")
@example("")
def test_anything_else_is_refused_with_a_sentence_and_never_a_traceback(typed: str) -> None:
    answer = taken(typed)
    digits_only = len(answer) == 18 and answer.isascii() and answer.isdigit()
    assert digits_only or answer.endswith(".")


@pytest.mark.parametrize("typed", ["1.99E+17", "1,99E+17", "1.99104122015032e+17", "2E17"])
def test_a_number_that_a_spreadsheet_has_spoilt_is_told_apart(typed: str) -> None:
    assert "lembar kerja" in refusal(typed)


def test_letters_are_refused_as_letters() -> None:
    assert "hanya berisi angka" in refusal("19910412201503200O")


@given(st.text("0123456789", min_size=1, max_size=40).filter(lambda typed: len(typed) != 18))
def test_a_wrong_length_is_counted_for_the_person(typed: str) -> None:
    assert f"yang diketik {len(typed)} angka" in refusal(typed)


@pytest.mark.parametrize("number", [PNS, PPPK])
def test_a_number_of_the_published_structure_is_not_warned_about(number: str) -> None:
    assert nip.warnings(number, TODAY) == []


WRONG = {
    "born in month 13": ("199113122015032004", "tanggal lahir"),
    "born tomorrow": ("202611232026122001", "tanggal lahir"),
    "sex 3": ("199104122015033004", "ke-15"),
    "appointed at 16 years and 11 months": ("199804122015032004", "pengangkatan"),
    "appointed two months from now": ("199104122027012004", "pengangkatan"),
    "PPPK before there were any": ("198807072018211012", "pengangkatan"),
    "PPPK of next year": ("198807072027211012", "pengangkatan"),
    "neither month nor contract": ("199104122015152004", "pengangkatan"),
    "month nought": ("199104122015002004", "pengangkatan"),
    "rounded by a spreadsheet": ("199104122015032000", "berakhir 000"),
}
RIGHT = {
    "17 years to the month": "199803122015032004",
    "appointed next month": "199104122026122004",
    "PPPK of this year": "198807072026211012",
}


@pytest.mark.parametrize("case", WRONG)
def test_a_number_against_the_structure_is_warned_about(case: str) -> None:
    number, word = WRONG[case]
    assert any(word in str(sentence) for sentence in nip.warnings(number, TODAY)), case


@pytest.mark.parametrize("case", RIGHT)
def test_the_edges_of_the_structure_are_inside_it(case: str) -> None:
    assert nip.warnings(RIGHT[case], TODAY) == []


@given(digits, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_warnings_never_fail_whatever_the_digits(number: str, today: date) -> None:
    assert all(str(sentence).endswith(".") for sentence in nip.warnings(number, today))


@given(
    st.dates(date(1950, 1, 1), date(2008, 12, 31)),
    st.integers(17 * 12, 40 * 12),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_every_sound_number_of_a_pns_passes(born: date, age: int, sex: str, serial: int) -> None:
    months = born.year * 12 + born.month - 1 + age
    number = f"{born:%Y%m%d}{months // 12:04}{months % 12 + 1:02}{sex}{serial:03}"
    assert nip.warnings(number, date(2060, 1, 1)) == []


@given(digits)
def test_a_masked_number_cannot_be_signed_in_with(number: str) -> None:
    assert nip.masked(number) == f"{number[:4]}•••••{number[-3:]}"
