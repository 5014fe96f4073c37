"""Texts as they are counted."""

from lms.foundation.text import count_words


def test_words_are_counted_between_spaces() -> None:
    assert count_words(" satu  dua\n\ntiga-empat , ") == 4
