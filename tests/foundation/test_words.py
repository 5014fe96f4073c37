"""Words as they are searched for: made alike, freed of affixes, forgiven a slip."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lms.foundation.spelling import distance, forgiven, nearest
from lms.foundation.words import LANGUAGES, LONGEST, asked, normal, term, terms, words

LETTERS = st.text("abdeginrsu", min_size=1, max_size=8)


def indexed(text: str, language: str = "id") -> list[str]:
    return [term(text[it.start : it.end], it.normal, language) for it in words(text)]


@given(st.text(max_size=60))
@example("Jum’at ½ ﬁle ǅ İ ß")
def test_what_was_made_alike_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    for word in words(text):
        assert word.normal == normal(text[word.start : word.end])
        assert word.normal.isalnum()
        assert len(word.normal) <= LONGEST
    assert all(one.end <= other.start for one, other in pairwise(words(text)))


@given(st.text(max_size=60), st.sampled_from(sorted(LANGUAGES)))
@example("DIARIS", "id")
def test_every_word_of_a_text_is_found_by_typing_it(text: str, language: str) -> None:
    for word in words(text):
        written = text[word.start : word.end]
        assert term(written, word.normal, language) in terms(word.normal)


def test_forms_of_one_word_are_one_term_and_abbreviations_stay() -> None:
    assert len(set(indexed("melayani dilayani pelayanan layanan Layanannya"))) == 1
    assert len(set(indexed("mengadukan pengaduan aduan"))) == 1
    assert indexed("langkah-langkah") == ["langkah", "langkah"]
    assert asked("langkah-langkah menuju SPBE") == ("langkah", "menuju", "spbe")
    assert indexed("SPBE, JP, DIPA, ADUAN") == ["spbe", "jp", "dipa", "aduan"]
    assert indexed("PELAYANAN") == indexed("pelayanan"), "a heading that shouts is no abbreviation"
    assert indexed("Perpres 95/2018") == ["perpres", "95", "2018"]
    assert indexed("Café JUM'AT naïve") == ["cafe", "jumat", "naive"]
    assert indexed("serving services", "en") == ["serv.en", "servic.en"]
    assert indexed("yang di dan a b") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pelayannan", "pelayanan"),
        ("pelayann", "pelayanan"),
        ("pengadaun", "pengaduan"),
        ("pemerintahn", "pemerintahan"),
        ("pemrintahn", "pemerintahan"),
        ("kepemimipnan", "kepemimpinan"),
        ("kompetnesi", "kompetensi"),
        ("dgital", "digital"),
        ("sbpe", "spbe"),
        ("antren", "antrean"),
    ],
)
def test_a_slip_is_forgiven(typed: str, meant: str) -> None:
    known = sorted(
        "antrean asesmen digital kepemimpinan kompetensi layanan melayani pelayanan pemerintah "
        "pemerintahan pengadaan pengaduan penggunaan spbe warga".split()
    )
    assert nearest(typed, known, forgiven(typed)) == (meant,)


def test_short_words_and_numbers_are_what_they_are() -> None:
    assert [forgiven(it) for it in ("asn", "2018", "data", "pelayanan")] == [0, 0, 1, 2]
    assert nearest("datq", ("data", "dasi"), 0) == ()


def plain_distance(one: str, other: str) -> int:
    """As the definition has it, without any short cut."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        plain_distance(one[1:], other) + 1,
        plain_distance(one, other[1:]) + 1,
        plain_distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        ways.append(plain_distance(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(1, 3))
@example("ab", "ba", 1)
def test_the_distance_is_that_of_the_definition(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(plain_distance(one, other), most + 1)


@given(LETTERS, st.lists(LETTERS, max_size=12, unique=True).map(sorted), st.integers(1, 2))
def test_the_nearest_are_those_of_comparing_with_all(
    word: str, known: list[str], slips: int
) -> None:
    far = {each: distance(word, each, slips) for each in known if each != word}
    alike = [each for each in far if word[0] in each[:2] or each[0] in word[:2]]
    least = min((far[each] for each in alike), default=slips + 1)
    expected = {each for each in alike if far[each] == least <= slips}
    found = nearest(word, known, slips)
    assert set(found) <= expected
    assert bool(found) == bool(expected)
