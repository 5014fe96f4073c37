"""How heavy a text is, against sums made by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from folders import course_of
from lms.catalog.reading.measuring import weigh, weights


@pytest.mark.parametrize(
    ("html", "words", "sentences", "long_words"),
    [
        ("<p>Warga datang. Petugas menyambut warga!</p>", 5, 2, 2),
        ("<p>Satu</p><p>dua</p>", 2, 2, 0),
        ("<ul><li>undang-undang</li><li>UU 25/2009 pasal 4</li></ul>", 3, 2, 1),
        ('<p>Kata “tepat.” Lalu &amp; <a href="/panjang-sekali">ini</a>.</p>', 4, 2, 0),
        ("", 0, 0, 0),
    ],
)
def test_words_sentences_and_long_words_are_counted(
    tmp_path: Path, html: str, words: int, sentences: int, long_words: int
) -> None:
    weight = weigh(replace(course_of(tmp_path).modules[0], html=html))
    assert (weight.words, weight.sentences, weight.long_words) == (words, sentences, long_words)
    assert weight.bytes == len(html.encode())


def test_lix_is_words_a_sentence_and_per_cent_of_long_words(tmp_path: Path) -> None:
    html = "<p>Warga datang. Petugas menyambut warga!</p>"
    weight = weigh(replace(course_of(tmp_path).modules[0], html=html))
    assert weight.lix == pytest.approx(5 / 2 + 100 * 2 / 5)


def test_lessons_are_weighed_and_nothing_else(tmp_path: Path) -> None:
    assert [module.slug for module, _ in weights(course_of(tmp_path))] == ["loket"]
