"""What changed between two texts, word by word, with nothing left out."""

from hypothesis import given
from hypothesis import strategies as st

from lms.mentoring.differences import EXACT, Change, Piece, compare

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


def test_the_longest_texts_are_compared_too() -> None:
    old = " ".join(f"kata{n % 997}" for n in range(EXACT))
    new = old.replace("kata5 ", "kata6 ")
    assert texts(compare(old, new), Change.REMOVED) == new
