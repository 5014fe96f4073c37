"""Pages call files by their titles, and tell what was saved in one minute together."""

import pytest
from flask import Flask

from authors import FACTS, HOME, Author
from cast import Cast

sqlite_only = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


@sqlite_only
def test_pages_call_modules_by_their_titles(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    lesson = wati.add("lesson", "Menyapa warga")
    told = wati.get(f"{HOME}/publication").text
    assert ">Menyapa warga</a>" in told, "a mistake is where its title is"
    assert "01-menyapa-warga.md" not in told
    wati.submit(lesson, body="Selamat pagi.")
    first = " ".join(wati.get(f"{HOME}/publication").text.split())
    assert "terbit untuk pertama kali" in first
    assert "<dd>Menyapa warga</dd>" in first
    wati.submit(f"{HOME}/publication", note="Pertama")
    wati.post(f"{HOME}/manuscript")
    wati.submit(lesson, title="Menyambut warga")
    again = " ".join(wati.get(f"{HOME}/publication").text.split())
    assert "Setelah diterbitkan, peserta melihat perubahan ini" in again
    assert "<dd>Menyambut warga</dd>" in again
    assert "Menyapa warga" in wati.get(f"{HOME}/history/1").text


@sqlite_only
def test_edits_of_one_minute_are_told_together_and_each_is_there(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    quiz = wati.add("quiz", "Kuis")
    for number in range(3):
        wati.post(f"{quiz}/questions/new/short", heading=f"Soal {number}?", rows="1", text_1="ya")
        held = wati.get(f"{quiz}/questions").text
        mark = held.split('name="mark" value="')[-1].split('"')[0]
        wati.post(f"{quiz}/questions/removal", number=str(number + 2), mark=mark)
    page = wati.get(f"{quiz}/edits").text
    assert "Pada menit itu juga" in page
    assert "simpanan ke-1 sebelumnya" in page


@sqlite_only
def test_the_readers_mistakes_are_told_in_the_readers_language(app: Flask, cast: Cast) -> None:
    wati = Author(app.test_client(), cast.wati)
    wati.submit("/authoring/new", **FACTS)
    quiz = wati.add("quiz", "Kuis")
    wati.submit(f"{quiz}/questions/new/single", heading="Siapa?", text_1="Warga", text_2="Atasan")
    assert "Belum ada pilihan yang benar." in wati.get(f"{quiz}/questions").text
    wati.post("/language", language="en")
    assert "There is no right option yet." in wati.get(f"{quiz}/questions").text
    wati.submit(quiz, opens="besok")
    told = wati.get(quiz).text
    assert "“Opens” is no date with an hour. Write it like 2026-11-30 08:00." in told
