"""The catalogue: searched, narrowed, turned page by page, and never more than one may know of."""

from pathlib import Path
from urllib.parse import quote

import pytest

from browser import Browser
from cast import Cast, sign_in
from catalogues import add, found
from lms.catalog import queries
from lms.catalog.queries import Wish
from lms.foundation import clock
from readings import publish_lessons

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def lessons(cast: Cast, tmp_path: Path) -> str:
    """One course with something to read in it, so that the others can borrow its revision."""
    return publish_lessons(tmp_path / "content", cast.province)


@pytest.fixture
def rani(browser: Browser, cast: Cast, lessons: str) -> Browser:
    sign_in(browser, cast.rani)
    return browser


def test_words_are_looked_for_in_title_and_summary_whatever_their_case(
    rani: Browser, cast: Cast
) -> None:
    add(cast, "Naskah Dinas yang Jelas", summary="Menulis surat kepada warga.")
    add(cast, "Menjawab Pengaduan", summary="Sebelum tenggatnya.")
    assert found(rani, "?q=naskah") == ["Naskah Dinas yang Jelas"]
    assert found(rani, "?q=WARGA+surat") == ["Naskah Dinas yang Jelas"]
    assert found(rani, "?q=surat+pengaduan") == [], "every word is wanted"
    assert found(rani, "?q=++pengaduan++") == ["Menjawab Pengaduan"]
    page = rani.get("/courses?q=naskah").text
    assert "1 kursus untuk “naskah”" in page
    assert 'value="naskah"' in page


@ONE_ENGINE
def test_signs_are_no_words_and_no_word_of_the_database(rani: Browser, cast: Cast) -> None:
    add(cast, "Layanan Prima")
    add(cast, "Judul dengan 100%_di dalam\\")
    for sign in ("%", "_", "\\", "'", '"', "yang dan di"):
        page = rani.get(f"/courses?q={quote(sign)}").text
        assert "<h3><a" not in page
        assert "terlalu umum atau terlalu pendek" in page, sign
    assert len(found(rani, "?q=100%25")) == 1


def test_whatever_is_asked_there_is_a_page(rani: Browser, cast: Cast) -> None:
    for query in (
        *("?q=%00", "?q=a%00b", "?theme=%00", "?competency=%00", "?q=%F0%9F%8C%8A", "?q=%FF"),
        *("?page=0", "?page=-3", "?page=satu", "?page=99999999999999999999", "?level=9"),
        *("?form=999999999999999999999", "?form=x", "?length=panjang", "?theme=tidak-ada"),
        *("?q=" + "x" * 5000, "?q=" + "a+" * 500, "?competency=M.99", "?level=1&level=2"),
    ):
        page = rani.get(f"/courses{query}")
        assert page.status_code in {200, 302}, query
        assert page.status_code == 200 or page.location.startswith("/courses"), query


@ONE_ENGINE
def test_no_word_of_the_address_leads_elsewhere(rani: Browser, cast: Cast) -> None:
    query = "?page=99&_external=1&_scheme=https&_anchor=x&next=//jahat.example"
    assert rani.get(f"/courses{query}").location == "/courses"


def test_filters_narrow_and_add_up(rani: Browser, cast: Cast) -> None:
    add(cast, "Satu", theme="pelayanan", jp=2, aims={"M.5": 1, "M.3": 2})
    add(cast, "Dua", theme="pelayanan", jp=6, aims={"M.5": 2})
    add(cast, "Tiga", theme="kepemimpinan", jp=8, form_code=9, aims={"M.1": 2})
    assert found(rani, "?theme=pelayanan") == ["Dua", "Satu"]
    assert found(rani, "?competency=M.5&level=2") == ["Dua"]
    assert found(rani, "?level=2") == ["Dua", "Satu", "Tiga"]
    assert found(rani, "?length=long") == ["Dua", "Tiga"]
    assert found(rani, "?length=short&theme=pelayanan") == ["Satu"]
    assert found(rani, "?form=9") == ["Tiga"]
    assert found(rani, "?q=tiga&theme=pelayanan") == []
    page = rani.get("/courses?theme=pelayanan&competency=M.5&q=dua").text
    assert "2 dipilih" in page
    assert '<input type="hidden" name="q" value="dua">' in page, "the filter keeps the words"
    assert 'value="M.5" selected' in page
    assert "Hapus semua saringan" in page
    assert page.count('name="theme" value="pelayanan"') == 2, "and searching keeps the filter"


@ONE_ENGINE
def test_themes_tell_how_many_courses_they_have_and_empty_ones_are_left_out(
    rani: Browser, cast: Cast
) -> None:
    add(cast, "Satu", theme="pelayanan")
    add(cast, "Dua", theme="pelayanan", archived_at=clock.now())
    page = " ".join(rani.get("/courses").text.split())
    assert 'Pelayanan publik</span> <span class="number">1</span>' in page
    assert "theme-kepemimpinan" not in page


def test_pages_of_twenty_in_the_order_of_titles(rani: Browser, cast: Cast) -> None:
    for number in range(45):
        add(cast, f"Pelatihan {number:02}")
    pages = [found(rani, f"?q=pelatihan&page={page}") for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [title for page in pages for title in page] == [
        f"Pelatihan {number:02}" for number in range(45)
    ]
    second = rani.get("/courses?q=pelatihan&theme=digital&page=2").text
    for page in ("", "&amp;page=3"):
        assert f'href="/courses?q=pelatihan&amp;theme=digital{page}"' in second
    assert "45 kursus" in second


@ONE_ENGINE
def test_courses_of_one_title_keep_their_order_over_the_pages(rani: Browser, cast: Cast) -> None:
    for number in range(30):
        add(cast, "Serupa", slug=f"serupa-{number}")
    listed = [
        hit.course.slug
        for page in (1, 2)
        for hit in queries.catalogue(cast.province, Wish(words="serupa", page=page)).hits
    ]
    assert sorted(listed) == sorted(f"serupa-{number}" for number in range(30))


@ONE_ENGINE
def test_a_page_that_is_not_there_leads_to_the_last(rani: Browser, cast: Cast) -> None:
    for number in range(21):
        add(cast, f"Kursus {number}")
    assert rani.get("/courses?q=kursus&page=9").location == "/courses?q=kursus&page=2"
    assert rani.get("/courses?q=tidak-ada&page=9").location == "/courses?q=tidak-ada"


@ONE_ENGINE
def test_nothing_found_says_so_with_a_way_out(rani: Browser, cast: Cast) -> None:
    page = rani.get("/courses?q=membajak+sawah").text
    assert "Tidak ada kursus yang cocok" in page
    assert "0 kursus untuk" in page
    assert 'href="/courses"' in page


@ONE_ENGINE
def test_a_title_is_text_and_nothing_else(rani: Browser, cast: Cast) -> None:
    add(cast, "<b>Tebal</b> & kawan", slug="tebal", summary="<script>alert(1)</script>")
    page = rani.get("/courses").text
    assert "&lt;b&gt;Tebal&lt;/b&gt; &amp; kawan" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in rani.get("/courses?q=%3Cscript%3E").text
