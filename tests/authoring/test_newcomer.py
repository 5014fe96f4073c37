"""What somebody who writes a first course is told, and what is kept from them."""

import pytest
from flask import Flask

from authors import FACTS, HOME, Author
from cast import Cast
from pages import read

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@pytest.fixture
def wati(app: Flask, cast: Cast) -> Author:
    author = Author(app.test_client(), cast.wati)
    author.submit("/authoring/new", **FACTS)
    return author


def test_a_course_that_has_just_begun_is_not_blamed_for_having_no_module(wati: Author) -> None:
    page = wati.get(HOME).text
    assert "Modul pertama" in page
    assert not {"Pratinjau", "Pemeriksaan", "Terbitkan"} & _buttons(wati)
    assert "kesalahan" not in page
    assert "Siap diterbitkan" not in page
    assert "Kursus ini belum mempunyai modul." in wati.get(f"{HOME}/publication").text
    wati.add("lesson", "Salam")
    assert {"Pratinjau", "Pemeriksaan", "Terbitkan"} <= _buttons(wati)


def _buttons(wati: Author) -> set[str]:
    return {each.text.strip() for each in read(wati.get(HOME).text).all("a")}


def test_a_first_manuscript_is_handed_in_without_a_word(wati: Author) -> None:
    wati.submit(wati.add("lesson", "Salam"), body="Selamat pagi.")
    way = f"{HOME}/refereeing"
    assert "Kata untuk penelaah (boleh dikosongkan)" in _labels(wati, f"{way}/submission")
    assert wati.submit(f"{way}/submission").headers["Location"] == way
    assert "Sedang ditelaah" in wati.get(way).text


def _labels(wati: Author, page: str) -> list[str]:
    return [" ".join(each.text.split()) for each in read(wati.get(page).text).all("label")]


def test_a_meeting_says_at_once_all_that_it_lacks_with_its_settings_first(wati: Author) -> None:
    page = wati.get(wati.add("session", "Praktik")).text
    for lack in ("“Mulai” belum diisi.", "Pertemuan ini belum berkata tentang apa."):
        assert lack in page
    assert page.index("Cara bertemu") < page.index('name="body"')
    lesson = wati.get(wati.add("lesson", "Salam")).text
    assert lesson.index("Lama (menit)") > lesson.index('name="body"')


def test_a_module_that_comes_back_says_so_and_is_shown(wati: Author) -> None:
    lesson = wati.add("lesson", "Salam")
    wati.submit(f"{lesson}/removal")
    shown = wati.get(HOME).text
    assert shown.index("Modul yang dikeluarkan") < shown.index("Tambah modul")
    back = next(
        it.get("action") for it in read(shown).all("form") if "/removed/" in it.get("action")
    )
    assert wati.post(back).headers["Location"] == f"{HOME}#modul-salam"
    assert "Modul dikembalikan ke naskah." in wati.get(HOME).text


def test_a_module_is_written_in_english_words_that_mean_what_they_say(wati: Author) -> None:
    lesson = wati.add("lesson", "Salam")
    wati.submit(lesson, body="Selamat pagi.")
    wati.post("/language", language="en")
    labels = [it.text.strip() for it in read(wati.get(lesson).text).all("label")]
    assert "Text" in labels
    assert "1 min" in [it.text.strip() for it in read(wati.get(HOME).text).all("span")]


def test_the_list_and_the_form_of_a_true_or_false_speak_plainly(wati: Author) -> None:
    quiz = f"{wati.add('quiz', 'Kuis')}/questions"
    form = wati.get(f"{quiz}/new/truefalse").text
    assert "Jawabannya pilihan 2" in form
    assert "Pilihan 2 benar" not in form, "beside the word False"
    assert "Pilihan 2 benar" in wati.get(f"{quiz}/new/single").text
    wati.submit(f"{quiz}/new/single", heading="Siapa?", text_1="Warga", text_2="Atasan", right="1")
    page = wati.get(quiz).text
    assert "2 pilihan tanpa umpan balik." in page
    told = wati.get(f"{HOME}/checks").text
    assert "2 pilihan tanpa umpan balik." in told
    assert "loket-yang-ramah-" not in page + told, "identifiers are for files"
