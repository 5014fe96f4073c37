"""What is printed is worked out by pure functions: numbers, words, shares of JP, days, codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates import code
from lms.certificates.numbers import DEFAULT, Parts, faults_of, written
from lms.certificates.paper.facts import between
from lms.certificates.ranks import ranked
from lms.certificates.spelled import LARGEST, ONES, spelled
from lms.certificates.subjects import as_jp, shared

WORDS = {
    0: "nol",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    20: "dua puluh",
    99: "sembilan puluh sembilan",
    100: "seratus",
    121: "seratus dua puluh satu",
    1000: "seribu",
    1945: "seribu sembilan ratus empat puluh lima",
    11_000: "sebelas ribu",
    100_000: "seratus ribu",
    1_000_000: "satu juta",
}
SIZES = {"belas": 10, "puluh": 10, "ratus": 100, "ribu": 1000, "juta": 1_000_000}


def heard(words: str) -> int:
    """What somebody understands who hears the words; an own way back, for comparison."""
    total = group = 0
    for word in words.split():
        if word in ONES:
            group += ONES.index(word)
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += group % 10 * 9
        else:
            single, size = word.startswith("se"), SIZES[word.removeprefix("se")]
            if size == 100:
                group += 100 if single else group % 10 * 99
            else:
                total, group = total + (1 if single else group) * size, 0
    return total + group


def test_numbers_are_spelled_as_one_says_them() -> None:
    assert {number: spelled(number) for number in WORDS} == WORDS
    with pytest.raises(ValueError, match="not spelled"):
        spelled(LARGEST + 1)


@given(st.integers(0, LARGEST))
def test_every_number_is_heard_as_it_was_meant(number: int) -> None:
    assert heard(spelled(number)) == number


def test_a_pattern_is_filled_and_nothing_else_in_it_is_read() -> None:
    parts = Parts("800.2.4", "BPSDM")
    assert written(DEFAULT, parts, 7, date(2026, 11, 22)) == "0007/800.2.4/BPSDM/XI/2026"
    assert written("{seq}-%s-{tahun}", parts, 12345, date(2027, 1, 1)) == "12345-%s-2027"
    assert written("{seq:03}/{opd}/{tahun}", Parts("", "{seq}"), 4, date(2026, 5, 1)) == (
        "004/{seq}/2026"
    ), "what is filled in is not read again"


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "{tahun}", "{seq}", "{seq}{seq}/{tahun}", "{seq:4}/{tahun}", "{nip}/{seq}/{tahun}"),
        *("{seq.__class__}/{tahun}", "{seq/{tahun}", "x" * 70 + "{seq}/{tahun}"),
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str) -> None:
    assert faults_of(pattern)
    assert not faults_of(DEFAULT)


@given(st.integers(0, 200), st.lists(st.integers(0, 600), max_size=40))
def test_shares_of_jp_come_to_the_whole(jp: int, minutes: list[int]) -> None:
    found = shared(jp, minutes)
    assert len(found) == len(minutes)
    assert all(share >= 0 for share in found)
    assert sum(found) == (jp * 10 if minutes else 0)


def test_shares_are_printed_with_a_comma() -> None:
    assert shared(4, [45, 90, 45]) == [10, 20, 10]
    assert [as_jp(tenths) for tenths in (0, 5, 10, 25)] == ["–", "0,5", "1", "2,5"]


def test_two_days_say_a_month_once() -> None:
    day = date(2026, 11, 22)
    assert between(day, day) == "22 November 2026"
    assert between(date(2026, 11, 5), day) == "5 sampai 22 November 2026"
    assert between(date(2026, 2, 5), day) == "5 Februari sampai 22 November 2026"
    assert between(date(2025, 12, 5), day) == "5 Desember 2025 sampai 22 November 2026"


def test_ranks_have_their_names() -> None:
    assert ranked("III/a") == "Penata Muda (III/a)"
    assert (ranked("IX"), ranked("")) == ("Golongan IX", "")


def test_a_code_is_found_again_however_it_was_typed() -> None:
    drawn = code.drawn()
    assert len({code.drawn() for _ in range(200)}) == 200
    for text in (drawn, code.spaced(drawn).lower(), f" https://x.id/verify/{drawn} "):
        assert code.typed(text.strip()) == drawn
    assert code.typed(drawn[:-1]) == code.typed("O" * 16) == ""
    assert code.named_in(b"...<x>https://x.id/verify/" + drawn.encode() + b"</x>") == drawn
