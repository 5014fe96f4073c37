"""A kept page comes out whole, plain or packed, whoever's facts fill its holes."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from lms.web.kept import CLOSE, OPEN, Kept, hole

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=OPEN + CLOSE))
PIECES = st.lists(st.tuples(TEXT, st.sampled_from(["name", "initials", "token"])), max_size=6)
TOKEN = st.from_regex(r"[A-Za-z0-9._-]{1,120}", fullmatch=True)


@given(pieces=PIECES, end=TEXT, name=TEXT, token=TOKEN)
def test_packed_and_plain_are_the_same_page(
    pieces: list[tuple[str, str]], end: str, name: str, token: str
) -> None:
    page = "".join(text + hole(hollow) for text, hollow in pieces) + end
    values = {"name": name, "initials": name[:2], "token": token}
    whole = "".join(text + str(escape(values[hollow])) for text, hollow in pieces) + end
    made = Kept(page, len(token))
    assert made.filled(values, pack=False).decode() == whole
    assert gzip.decompress(made.filled(values, pack=True)).decode() == whole


def test_a_page_is_made_once_and_filled_for_many() -> None:
    page = f"<p>{'Halo ' * 300}{hole('name')}</p>{'Sampai jumpa ' * 90}{hole('token')}."
    made = Kept(page, 4)
    for name, token in (("Rani", "abcd"), ("<b>Dedi</b>", "efgh")):
        values = {"name": name, "initials": "", "token": token}
        packed = made.filled(values, pack=True)
        assert gzip.decompress(packed).decode().count(str(escape(name))) == 1
        assert token.encode() in packed, "a secret is sent as it is, packed with nothing"
        assert len(packed) < len(page) / 10


@pytest.mark.parametrize("token", ["abcd", "wxyz"])
def test_the_length_of_a_packed_page_tells_nothing_of_its_secret(token: str) -> None:
    """What a page says may resemble a token; the token is not packed with it (BREACH)."""
    made = Kept(f"abcd abcd abcd {hole('token')} abcd", 4)
    values = {"name": "", "initials": "", "token": token}
    other = made.filled({**values, "token": "zzzz"}, pack=True)
    assert len(made.filled(values, pack=True)) == len(other)
