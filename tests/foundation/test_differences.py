"""What changed between two texts, word by word, with nothing left out."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.differences import Change, Piece, beside, compare, flowing

words = st.lists(st.sampled_from(["warga", "loket", "jam", "\n", "  "]), max_size=40).map(" ".join)


def texts(pieces: list[Piece], left_out: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change != left_out)


@given(st.one_of(st.text(), words), st.one_of(st.text(), words))
def test_both_texts_can_be_read_out_of_their_comparison(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert texts(pieces, Change.ADDED) == old
    assert texts(pieces, Change.REMOVED) == new


@given(words)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {piece.change for piece in compare(text, text)} <= {Change.SAME}


def test_a_changed_word_is_taken_out_and_put_in() -> None:
    assert compare("antrean di loket panjang", "antrean di meja panjang") == [
        Piece(Change.SAME, "antrean di "),
        Piece(Change.REMOVED, "loket "),
        Piece(Change.ADDED, "meja "),
        Piece(Change.SAME, "panjang"),
    ]


@given(words, words)
def test_beside_each_other_each_side_is_whole_and_flowing_they_are_the_new_one(
    old: str, new: str
) -> None:
    for exact in (True, False):
        left, right = beside(old, new, exact=exact)
        assert "".join(piece.text for piece in left) == old
        assert "".join(piece.text for piece in right) == new
    assert texts(flowing(old, new), Change.REMOVED) == new


def test_where_a_line_is_broken_is_no_change_but_in_code() -> None:
    assert {it.change for side in beside("a b\nc", "a\nb c") for it in side} == {Change.SAME}
    assert next(iter(beside("a\n  b", "a\nb", exact=True)[0])).change == Change.REMOVED
    assert flowing("tiga jawaban", "tiga jawaban baru") == [
        Piece(Change.SAME, "tiga jawaban "),
        Piece(Change.ADDED, "baru"),
    ]


def test_the_longest_texts_are_compared_too() -> None:
    old = " ".join(f"kata{n % 997}" for n in range(12_000))
    new = old.replace("kata5 ", "kata6 ")
    assert texts(compare(old, new), Change.REMOVED) == new


@pytest.mark.parametrize("different", [1, 2, 20, 150])
def test_texts_that_only_repeat_themselves_hold_nobody_up(different: int) -> None:
    """Whoever handed them in may open their comparison as often as they like."""
    chosen = random.Random(7)
    old, new = ("".join(f"{chosen.randrange(different)}\n" for _ in range(2900)) for _ in range(2))
    began = time.process_time()
    pieces = compare(old, new)
    assert time.process_time() - began < 1.5
    assert texts(pieces, Change.REMOVED) == new


def test_texts_that_take_turns_hold_nobody_up() -> None:
    """A word that is the same, then one that is not, thousands of times."""
    old, new = (" ".join(f"sama{n} {side}{n}" for n in range(8000)) for side in "ab")
    began = time.process_time()
    pieces = compare(old, new)
    assert time.process_time() - began < 8
    assert pieces[0] == Piece(Change.SAME, "sama0 ")
    assert texts(pieces, Change.REMOVED) == new
    assert texts(pieces, Change.ADDED) == old
