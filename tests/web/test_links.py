"""Addresses in what a person typed become links, and nothing else becomes anything."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from lms.web.shown import with_links

TAG = re.compile(r"</?a\b[^>]*>")
PARTS = st.sampled_from(["https://", "http://a.go.id", " ", ".", "<", ">", '"', "'", "&amp;", "é"])
TYPED = st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=12).map("".join)


@given(TYPED)
def test_all_words_stay_and_only_links_are_made(typed: str) -> None:
    made = str(with_links(typed))
    words = TAG.sub("", made)
    assert "<" not in words
    assert ">" not in words
    if "://" not in typed:
        assert unescape(words) == str(typed) or "&" in typed
    for tag in TAG.findall(made):
        assert tag == "</a>" or re.fullmatch(
            r'<a href="https?://[^"<>\']+" rel="nofollow ugc noopener noreferrer">',
            tag,
            re.IGNORECASE,
        )


def test_a_full_stop_ends_the_sentence_and_not_the_address() -> None:
    made = with_links("Lihat (https://jdih.go.id/uu/25). Lalu https://a.go.id/x?y=1&z=2!")
    assert 'href="https://jdih.go.id/uu/25"' in made
    assert 'href="https://a.go.id/x?y=1&amp;z=2"' in made
    assert ">jdih.go.id/uu/25</a>). Lalu" in made


def test_other_schemes_are_words() -> None:
    assert "<a" not in with_links("javascript:alert(1) data:text/html,x ftp://a.go.id")


def test_a_long_address_is_shown_short() -> None:
    made = with_links("https://a.go.id/" + "x" * 200)
    assert f'href="https://a.go.id/{"x" * 200}"' in made
    assert f">a.go.id/{'x' * 51}…</a>" in made
