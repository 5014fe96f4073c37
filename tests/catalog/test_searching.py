"""Searching the catalogue: what is found, in which order, what of it is shown, and for whom."""

import random
from collections import Counter
from itertools import pairwise
from math import log
from pathlib import Path

import pytest
from flask import Flask, template_rendered

from browser import Browser
from cast import Cast, sign_in
from catalogues import add, found
from courses import SLUG, publish_course
from lms.catalog import actions, queries
from lms.catalog.queries import Wish
from lms.foundation.database import transaction
from lms.foundation.words import asked, term, words

ONE_ENGINE = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def rani(browser: Browser, cast: Cast) -> Browser:
    sign_in(browser, cast.rani)
    return browser


def listed(cast: Cast, text: str, **more: object) -> list[str]:
    wish = Wish(words=text, **more)  # type: ignore[arg-type]
    return [hit.course.slug for hit in queries.catalogue(cast.province, wish).hits]


def test_a_course_is_found_by_any_form_of_a_word_anywhere_in_it(rani: Browser, cast: Cast) -> None:
    text = "Petugas menjawab aduan dengan langkah-langkah yang jelas. Jum'at libur."
    add(cast, "Kantor", slug="isi", modules={"Awal": "Salam.", "Di Loket": text})
    add(cast, "Menjawab Pengaduan", slug="judul")
    add(cast, "Lain Sama Sekali", slug="lain")
    assert found(rani, "?q=mengadukan") == ["Menjawab Pengaduan", "Kantor"], "a title weighs more"
    assert found(rani, "?q=JUMAT") == ["Kantor"]
    assert found(rani, "?q=langkah") == ["Kantor"]
    assert found(rani, "?q=jawaban+petugas+salam") == ["Kantor"], "words of different modules"
    page = " ".join(rani.get("/courses?q=pengaduan").text.split())
    assert "Menjawab <mark>Pengaduan</mark>" in page
    assert 'Modul 2: <a href="/courses/isi#isi-kursus">Di Loket</a>' in page
    assert "menjawab <mark>aduan</mark> dengan" in page


def test_a_slip_is_forgiven_and_told_and_a_beginning_is_enough(rani: Browser, cast: Cast) -> None:
    add(cast, "Pelayanan Prima", modules={"Standar": "Warga datang ke loket."})
    add(cast, "Kota", agency_id=cast.city, modules={"Rahasia": "Tentang penganggaran."})
    page = rani.get("/courses?q=pelayannan+wrga").text
    assert "<mark>Pelayanan</mark> Prima" in page
    assert "“pelayannan” tidak ada di katalog; yang dicari: pelayanan." in page
    assert "“wrga” tidak ada di katalog; yang dicari: warga." in page
    assert found(rani, "?q=pelay") == ["Pelayanan Prima"]
    page = rani.get("/courses?q=penganggaan").text
    assert "penganggaran" not in page, "no word of another agency's courses is told"


def test_where_nothing_is_found_other_words_are_suggested(rani: Browser, cast: Cast) -> None:
    add(cast, "Naskah Dinas", theme="pelayanan")
    add(cast, "Arsip Dinamis", theme="digital")
    page = rani.get("/courses?q=naskah+arsip").text
    assert "Mungkin maksud Anda:" in page
    assert '<a class="tap" href="/courses?q=arsip">arsip</a> (1)' in page
    page = rani.get("/courses?q=naksa").text
    assert '<a class="tap" href="/courses?q=naskah">naskah</a> (1)' in page
    page = rani.get("/courses?q=naskah&theme=digital").text
    assert "1 kursus memuatnya, tetapi tidak lolos saringan Anda" in page
    assert '<a class="tap" href="/courses?q=naskah">Cari tanpa saringan</a>' in page


def test_each_count_is_what_the_list_would_hold(rani: Browser, cast: Cast) -> None:
    chance = random.Random(5)
    for number in range(30):
        add(
            cast,
            f"Kursus {number} {chance.choice(['data', 'loket'])}",
            theme=chance.choice(["digital", "pelayanan"]),
            jp=chance.choice([2, 8]),
            form_code=chance.choice([9, 16]),
            aims={code: chance.randint(1, 3) for code in chance.sample(["M.1", "M.5", "M.7"], 2)},
        )
    asked_for = [Wish(), Wish("data"), Wish("data", theme="digital", competency="M.5")]
    asked_for += [Wish("loket", level=2, length="short"), Wish(competency="M.1", level=1, form=9)]
    for wish in asked_for:
        counts = queries.catalogue(cast.province, wish).found.counts
        for name in ("theme", "length", "form", "competency", "level"):
            for value, count in getattr(counts, name).items():
                if value or name in {"theme", "length", "form"}:
                    chosen = Wish(**{**vars(wish), name: value})
                    assert queries.catalogue(cast.province, chosen).total == count, (wish, name)


VOCABULARY = (
    "layanan pelayanan melayani warga kewargaan aduan pengaduan data digital aman keamanan loket "
    "antrean standar biaya waktu jelas ramah surat naskah"
).split()


def by_hand(texts: dict[str, list[tuple[str, int]]], query: str) -> list[str]:
    """The same list, counted afresh from the texts: slugs in their order."""
    weights = {slug: Counter[str]() for slug in texts}
    for slug, passages in texts.items():
        for text, weight in passages:
            for word in words(text):
                weights[slug][term("x", word.normal, "id")] += weight
    lengths = {slug: sum(each.values()) for slug, each in weights.items()}
    middle = sum(lengths.values()) / len(lengths)
    wanted = [term("x", word, "id") for word in asked(query)]
    scores = {}
    for slug, its in weights.items():
        if all(its[each] for each in wanted):
            total = 0.0
            for each in wanted:
                having = sum(1 for other in weights.values() if other[each])
                rarity = log(1 + (len(weights) - having + 0.5) / (having + 0.5))
                total += (
                    rarity * its[each] / (its[each] + 1.2 * (0.5 + 0.5 * lengths[slug] / middle))
                )
            scores[slug] = round(total, 6)
    return sorted(scores, key=lambda slug: (-scores[slug], slug))


def test_what_is_found_is_what_counting_by_hand_finds_in_the_same_order_on_both_engines(
    app: Flask, cast: Cast
) -> None:
    chance = random.Random(7)
    texts: dict[str, list[tuple[str, int]]] = {}
    for number in range(15):
        modules = {
            f"Bagian {place} {chance.choice(VOCABULARY)}": " ".join(
                chance.choices(VOCABULARY, k=number + 2)
            )
            for place in range(3)
        }
        slug = add(cast, f"Judul {number:02}", summary=chance.choice(VOCABULARY), modules=modules)
        summary = queries.course(slug).summary
        texts[slug] = [(f"Judul {number:02}", 16), (summary, 8), ("digital", 2)]
        texts[slug] += [pair for it in modules.items() for pair in zip(it, (8, 1), strict=True)]
    for query in (*VOCABULARY, *(" ".join(chance.sample(VOCABULARY, 2)) for _ in range(40))):
        expected = by_hand(texts, query)
        assert listed(cast, query) == expected, query
    assert any(len(by_hand(texts, " ".join(pair))) > 1 for pair in pairwise(VOCABULARY))


@ONE_ENGINE
def test_a_kept_search_is_filled_in_for_each_reader(
    app: Flask, rani: Browser, cast: Cast, tmp_path: Path
) -> None:
    publish_course(tmp_path / "content", cast.province)
    sign_in(dedi := app.test_client(), cast.dedi)
    made: list[int] = []
    with template_rendered.connected_to(lambda *_, **__: made.append(1), app):
        pages = [browser.get("/courses?q=layanan") for browser in (rani, dedi, rani)]
    assert len(made) == 1
    assert ["Rani Anggraini" in page.text for page in pages] == [True, False, True]
    assert "Dedi Pranata" in pages[1].text
    assert "Sedang diikuti" not in pages[2].text
    assert 'href="/courses/melayani-lewat-layar#isi-kursus"' in pages[2].text
    rani.submit(f"/courses/{SLUG}", to=f"/courses/{SLUG}/enrolment")
    rani.get("/courses")  # shows what was flashed
    page = rani.get("/courses?q=layanan").text
    assert "Sedang diikuti" in page
    assert 'href="/courses/melayani-lewat-layar/bacaan"' in page, "and leads into the module"
    assert "Sedang diikuti" not in dedi.get("/courses?q=layanan").text
    with transaction():
        actions.archive(queries.course(SLUG))
    assert found(dedi, "?q=layanan") == []
