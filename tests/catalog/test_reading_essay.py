"""An essay question is read with its rubric, and every departure is explained."""

from pathlib import Path

import pytest

from courses import write_course
from judges import quiz_with_essay
from lms.catalog.reading import read

HEAD = "| Perilaku | 1 Belum"
WRONG = {
    "no rubric": (HEAD, "| Butir | 1 Belum", "belum mempunyai rubrik"),
    "options": ("Tulislah dengan contoh.", "- [x] Ya", "tidak memuat pilihan"),
    "text after the rubric": ("> Jawaban", "Catatan.\n\n> Jawaban", "sesudah rubrik"),
    "levels out of order": ("1 Belum", "2 Belum", "Kepala tabel rubrik"),
    "an empty cell": ("Tidak disebut", "", "sel rubrik yang kosong"),
    "less than the least": ("max_words=300", "max_words=4", "lebih kecil dari min_words"),
    "words of no essay": ("type=short", "type=short min_words=5", "hanya untuk type=essay"),
    "an unknown release": ("marking: {}", "marking: {release: nanti}", "Pilih salah satu"),
}


def told(folder: Path, text: str) -> list[str]:
    write_course(folder, **{"02-kuis.quiz.md": text})
    return [str(each) for each in read(folder).mistakes]


@pytest.mark.parametrize("case", WRONG)
def test_a_departure_is_explained(case: str, tmp_path: Path) -> None:
    old, new, sentence = WRONG[case]
    sound = quiz_with_essay()
    assert old in sound
    assert any(sentence in each for each in told(tmp_path, sound.replace(old, new, 1)))


def test_a_sound_one_keeps_its_rubric_out_of_the_question(tmp_path: Path) -> None:
    table = "| Loket | Jumlah |\n|---|---|\n| A | 3 |\n\n"
    text = quiz_with_essay().replace("Tulislah", f"{table}Tulislah")
    assert told(tmp_path, text) == []
    question = read(tmp_path).courses[0].modules[1].questions[-1]
    assert "Loket" in question.content["stem"]
    assert "Perilaku" not in question.content["stem"]
    assert "jalur tersendiri" in question.content["general"]
    assert [row["competency"] for row in question.content["rubric"]] == ["M.5", None]
    assert (question.content["min_words"], question.content["max_words"]) == (5, 300)
