"""A page falls into its paragraphs, and each is found again unless nobody can say which it is."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.paragraphs import Placed, paragraphs, place
from lms.foundation.markup import render

WORDS = st.lists(
    st.sampled_from("loket warga antre syarat berkas petugas perahu sungai".split()),
    min_size=4,
    max_size=12,
).map(" ".join)
PAGE = """<h2 id="a">Salam &amp; sapa</h2>
<p>Pagi,<br>Bu <em>Ros</em>.</p>
<ul><li>satu</li><li><p>dua</p></li></ul>
<p><img src="a.png" alt="Alur loket"></p>"""


def test_the_outermost_elements_are_the_paragraphs() -> None:
    found = paragraphs(PAGE)
    told = [each.text for each in found]
    assert told == ["Salam & sapa", "Pagi, Bu Ros.", "satu dua", "Alur loket"]
    assert "".join(each.html for each in found) == PAGE
    assert paragraphs("") == paragraphs(" \n ") == []


@given(st.lists(st.one_of(WORDS, WORDS.map("- {}".format), WORDS.map("> {}".format)), max_size=8))
def test_nothing_of_a_page_is_lost(blocks: list[str]) -> None:
    html = render("\n\n".join(blocks)).html
    assert "".join(each.html for each in paragraphs(html)) == html.rstrip() or not blocks


@given(st.lists(WORDS, min_size=1, max_size=6, unique=True), st.data())
def test_the_same_words_are_found_wherever_they_went(texts: list[str], data: st.DataObject) -> None:
    quote, order = data.draw(st.sampled_from(texts)), data.draw(st.permutations(texts))
    assert place(quote, 1, order) == Placed(order.index(quote) + 1, changed=False)


def test_a_changed_paragraph_is_followed_and_a_lost_one_is_not_guessed() -> None:
    old = "Petugas menyapa warga dengan ramah sebelum menanyakan keperluannya di loket"
    new = old.replace("ramah", "hangat").replace("sebelum", "lalu")
    other = "Antrean daring dibuka pukul delapan setiap hari kerja"
    for page in permutations([new, other, "Penutup"]):
        assert place(old, 1, page) == Placed(page.index(new) + 1, changed=True)
    assert place(old, 1, [other, "Penutup"]) is None
    assert place(old, 1, []) is None
    assert place(old, 1, [new, other, new + " kita"]) is None, "two that are alike: nobody can say"
    assert place("Sama", 3, ["Sama", "Lain", "Lagi", "Sama"]) == Placed(4, changed=False)
