"""Reading a survey: its questions become facts, and every departure is told with its mend."""

from pathlib import Path

import pytest

from folders import SOUND, reading_of
from lms.catalog.reading.shapes import Reading

FILE = "04-pendapat.survey.md"
PATH = f"loket-terpadu/{FILE}"
SURVEY = """---
title: Pendapat Anda
---
Jawablah **jujur**.

## Seberapa dekat?
{#sv-dekat type=scale}

- 1 Jauh
- 3 Sedang
- 5 Dekat

## Di mana?
{#sv-mana type=choice optional}

- Di kantor
- Di rumah

## Apa lagi?
{#sv-lagi type=text}

Tulis *singkat*.
"""


def read_survey(folder: Path, old: str = "", new: str = "") -> Reading:
    assert old in SURVEY
    return reading_of(folder, {**SOUND, FILE: SURVEY.replace(old, new, 1)})


def test_the_questions_become_facts(tmp_path: Path) -> None:
    reading = read_survey(tmp_path)
    assert [str(each) for each in reading.mistakes] == []
    module = reading.courses[0].modules[-1]
    assert (module.kind, module.slug, module.title) == ("survey", "pendapat", "Pendapat Anda")
    assert module.html == "<p>Jawablah <strong>jujur</strong>.</p>"
    scale, choice, text = module.facts["questions"]
    assert [it["label"] for it in scale["points"]] == ["Jauh", "", "Sedang", "", "Dekat"]
    assert [it["value"] for it in scale["points"]] == [1, 2, 3, 4, 5]
    assert (choice["options"], choice["optional"]) == (["Di kantor", "Di rumah"], True)
    assert (scale["optional"], text["optional"]) == (False, True)
    assert text["html"] == "<p>Tulis <em>singkat</em>.</p>"
    assert module.facts["minutes"] >= 1


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "text"),
    [
        ("{#sv-dekat type=scale}\n", "", 6, 1, "Pertanyaan ini tanpa keterangan."),
        ("{#sv-dekat type=scale}", "{#sv-dekat type=scale", 7, 1, "tanpa keterangan"),
        ("#sv-dekat", "#SV", 7, 2, "Pengenal pertanyaan tidak sah."),
        ("#sv-dekat", "#" + "a" * 61, 7, 2, "Pengenal pertanyaan tidak sah."),
        (" type=scale", "", 7, 1, "Jenis pertanyaan belum disebut."),
        ("type=scale", "type=single", 7, 12, "Nilai type=single tidak dapat dipakai."),
        ("type=scale", "type=scale level=1", 7, 23, "Keterangan level tidak dikenal."),
        ("type=scale", "type=scale type=text", 7, 23, "Keterangan type ditulis dua kali."),
        ("optional", "optional=ya", 14, 23, "optional tidak bernilai."),
        ("## Seberapa dekat?", "##", 6, 1, "Pertanyaan ini kosong."),
        ("- 1 Jauh", "- Jauh", 9, 3, "Butir skala ini tidak diawali angka."),
        ("- 1 Jauh", "- 2 Jauh", 9, 3, "Skala ini mulai dari 2."),
        ("- 1 Jauh", "- 1", 9, 3, "Ujung skala 1 belum bernama."),
        ("- 5 Dekat", "- 5", 11, 3, "Ujung skala 5 belum bernama."),
        ("- 5 Dekat", "- 8 Dekat", 11, 3, "Skala ini sampai 8."),
        ("- 5 Dekat", "- 3 Dekat", 11, 3, "Angka 3 tidak sesudah 3."),
        ("- 3 Sedang\n- 5 Dekat\n", "", 6, 1, "Skala ini belum menyebut kedua ujungnya."),
        ("- 1 Jauh", "Teks", 9, 1, "Baris ini bukan bagian dari daftar pilihan."),
        ("- Di rumah\n", "", 13, 1, "Pertanyaan ini berisi 1 pilihan."),
        ("- Di rumah", "- di kantor", 17, 3, "Pilihan ini sama dengan yang di atasnya."),
        ("- Di rumah", "- [x] Di rumah", 17, 3, "Pilihan ini bertanda kotak."),
        ("- Di rumah", "- " + "a" * 201, 17, 3, "Pilihan ini lebih dari 200 huruf."),
        ("Tulis *singkat*.", "### Judul", 22, 1, "tidak dapat memuat judul"),
        ("title: Pendapat Anda", "title: A\npass_mark: 70", 3, 1, "Kunci pass_mark tidak dikenal."),
    ],
)
def test_a_departure_is_told_at_its_place(  # noqa: PLR0913, PLR0917  one departure and where it is
    tmp_path: Path, old: str, new: str, line: int, column: int, text: str
) -> None:
    reading = read_survey(tmp_path, old, new)
    assert not reading.courses
    first = next(each for each in reading.mistakes if each.path.endswith(FILE))
    assert text in str(first.text)
    assert (first.line, first.column) == (line, column)
    assert first.mend


def test_a_survey_without_questions_is_told(tmp_path: Path) -> None:
    reading = read_survey(tmp_path, SURVEY[SURVEY.index("## Seberapa") :], "")
    assert "Survei ini belum berisi pertanyaan." in [each.text for each in reading.mistakes]


def test_too_many_options_are_told(tmp_path: Path) -> None:
    many = "\n".join(f"- Pilihan {n}" for n in range(11))
    reading = read_survey(tmp_path, "- Di kantor\n- Di rumah", many)
    assert [each.text for each in reading.mistakes] == ["Pertanyaan ini berisi 11 pilihan."]


def test_an_identifier_is_used_once_in_the_whole_folder(tmp_path: Path) -> None:
    for name, taken in (("survey", "sv-mana"), ("quiz", "loket-001")):
        folder = tmp_path / name
        reading = read_survey(folder, "#sv-dekat", f"#{taken}")
        assert f"Pengenal {taken} juga dipakai" in " ".join(str(it.text) for it in reading.mistakes)
