"""What an author writes becomes HTML that is safe in another person's page."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation.markup import TAGS, Target, TooMuch, plain, render
from lms.foundation.markup.maths import ELEMENTS

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src='https://example.org'></iframe>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<form action='https://example.org'><input name=password></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='https://example.org' target=_blank onclick=alert(1)>x</a>",
    "<base href='https://example.org'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<object data='x'></object><embed src='x'>",
    "`<script>`\n\n    <script>alert(1)</script>",
    '[x]: https://example.org "onmouseover=alert(1)"\n\n[x]',
]


class Reader(HTMLParser):
    """Notes whatever a browser could act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS | ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attributes:
            address = (value or "").strip().lower()
            acts = name.startswith("on") or name in {"style", "action", "formaction", "srcdoc"}
            if acts or address.startswith(("javascript:", "data:", "vbscript:")):
                self.faults.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_hostile_comes_through(source: str) -> None:
    assert Reader(render(source).html).faults == []


@given(
    st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.sampled_from("<>\"'&[]()`\n")),
        max_size=8,
    ).map("".join)
)
def test_nothing_hostile_comes_through_in_any_mixture(source: str) -> None:
    assert Reader(render(source).html).faults == []


def test_authors_names_never_meet_those_of_the_page() -> None:
    html = render('## Isi\n\n<p id="isi">x</p>\n\n[ke sana](#isi)').html
    assert 'id="isi"' not in html
    assert 'href="#b-isi"' in html


def test_a_picture_is_resolved_sized_and_lazy() -> None:
    target = Target("/media/abc/alur.svg", 440, 200)
    html = render("![Alur layanan](media/alur.svg)", lambda _: target).html
    assert 'src="/media/abc/alur.svg"' in html
    assert 'loading="lazy"' in html
    assert 'width="440"' in html
    assert 'alt="Alur layanan"' in html


def test_what_leads_nowhere_or_has_no_alternative_is_named() -> None:
    made = render("![](media/hilang.png) [bab](02-lain.md)")
    assert made.missing == ["media/hilang.png", "02-lain.md"]
    assert len(made.without_alt) == 1


@pytest.mark.parametrize("address", ["//example.org/x", "https:/x", "\\\\example.org", "/admin"])
def test_a_relative_address_never_leads_to_another_site(address: str) -> None:
    made = render(f"[x](<{address}>)")
    assert "example.org" not in made.html


def test_reading_time_counts_words() -> None:
    assert render("kata " * 180).minutes == 1
    assert render("kata " * 181).minutes == 2
    assert render("").minutes == 1


def test_plain_text_is_what_a_person_reads() -> None:
    html = render("## Judul\n\nSatu *dua* tiga.\n\n- empat\n- lima & enam").html
    assert plain(html).split() == ["Judul", *"Satu dua tiga. empat lima & enam".split()]


SLOW = {
    "brackets": "[" * 20_000,
    "sections of data": "<![CDATA[" * 20_000,
    "links without an end": "[x](<" * 20_000,
    "addresses": "<http://" * 20_000,
    "headings of one name": "# a\n\n" * 20_000,
    "one note again and again": "[^a]\n\n" * 2_000 + "[^a]: x",
}


@pytest.mark.parametrize("what", SLOW)
def test_a_text_that_would_hold_the_parser_up_for_minutes_is_refused_at_once(what: str) -> None:
    began = time.process_time()
    with pytest.raises(TooMuch):
        render(SLOW[what])
    assert time.process_time() - began < 1


def test_a_long_text_with_many_links_is_a_text_like_any_other() -> None:
    paragraph = "Lihat [aturan](https://example.org) dan <kbd>Enter</kbd>. " + "kata " * 60
    assert render(f"## Bagian\n\n{paragraph}\n\n" * 400).html.count("<a ") == 400


@pytest.mark.parametrize("name", ["lesson-bar", "mainnav", "button", "notice x", "scroll dialog"])
def test_a_text_cannot_look_like_a_part_of_the_page_around_it(name: str) -> None:
    made = render(f'<div class="{name}">x</div>\n\n[x](https://example.org){{: class="{name}" }}')
    assert "class=" not in made.html


def test_what_our_own_shapes_are_called_stays() -> None:
    html = render('!!! tip "Kiat"\n    x[^1]\n\n| a |\n|---|\n| b |\n\n[^1]: y').html
    for name in ("notice notice-done", "scroll", "footnote", "footnote-ref", "footnote-backref"):
        assert f'class="{name}"' in html


def test_a_link_always_says_and_goes_somewhere() -> None:
    assert render("[](https://a.id/x)").html.endswith(">https://a.id/x</a></p>")
    assert ">https://a.id/x</a>" in render('[![](https://a.id/b.png "x")](https://a.id/x)').html
    assert render("[*teks*](hilang.md) [](hilang.md) []()").html == "<p><em>teks</em>  </p>"
    assert render('<a id="x">di sini</a>').html == '<p><a id="b-x">di sini</a></p>'
    assert ">![x](</a>" not in render("[![x](https://a.id/b.png)](https://a.id)").html
