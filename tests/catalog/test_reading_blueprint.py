"""A quiz that draws from the bank: what its blueprint says, and whether the bank can fill it."""

from pathlib import Path

import pytest

from folders import BANK, DRAWN_QUIZ, LESSON, QUIZ, SLUG, SOUND, write_course
from lms.catalog.reading import read
from lms.catalog.reading.shapes import Reading

TWO_ROWS = DRAWN_QUIZ[DRAWN_QUIZ.index("    - {competency") : DRAWN_QUIZ.index("---\nSoal")]


def reading_of(folder: Path, quiz: str = DRAWN_QUIZ, bank: str | None = BANK) -> Reading:
    write_course(folder, SOUND | {"02-kuis.quiz.md": quiz})
    if bank:
        write_course(folder, {"loket.md": bank}, slug="bank")
    return read(folder)


def told(reading: Reading) -> list[str]:
    return [str(each) for each in reading.mistakes]


def test_a_quiz_holds_the_files_it_draws_from(tmp_path: Path) -> None:
    reading = reading_of(tmp_path)
    assert told(reading) == []
    quiz = reading.courses[0].modules[1]
    assert [each.topic for each in quiz.bank] == ["loket"]
    assert len(quiz.bank[0].questions) == 5
    assert quiz.questions == ()
    assert quiz.facts["blueprint"]["from"] == ["loket"]
    assert quiz.facts["blueprint"]["draw"][0] == {
        "competency": "M.5",
        "level": 1,
        "topic": None,
        "count": 2,
    }
    assert quiz.facts["minutes"] == 6, "a minute to read, and one and a half for each of three"


def test_one_course_finds_the_bank_beside_it(tmp_path: Path) -> None:
    reading_of(tmp_path)
    assert read(tmp_path / SLUG).courses == read(tmp_path).courses


def test_a_mended_bank_makes_another_quiz(tmp_path: Path) -> None:
    before = reading_of(tmp_path).courses[0].modules[1].addresses
    after = reading_of(tmp_path, bank=BANK.replace("Keliru.", "Bukan itu.")).courses[0].modules[1]
    assert before.keys() == after.addresses.keys() == {"bank/loket.md"}
    assert before != after.addresses


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("from: [loket]", "from: [locket]", ":4:10: Berkas bank/locket.md tidak ada atau keliru."),
        ("count: 2", "count: 4", ":6:7: Bank kekurangan 1 soal untuk baris ini."),
        ("topic: data", "topic: kosong", ":7:7: Bank kekurangan 1 soal untuk baris ini."),
        ("count: 2", "jumlah: 2", ":6:35: Kunci jumlah tidak dikenal."),
        ("count: 2", "count: 0", ":6:42: Nilai blueprint.draw.1.count terlalu kecil."),
        ("from: [loket]", "topics: [loket]", ":4:3: Kunci topics tidak dikenal."),
        ("from: [loket]", "from: []", ":4:9: Nilai blueprint.from kosong."),
    ],
)
def test_a_blueprint_that_cannot_be_filled_is_told(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    assert old in DRAWN_QUIZ
    reading = reading_of(tmp_path, DRAWN_QUIZ.replace(old, new))
    assert any(each.startswith(f"{SLUG}/02-kuis.quiz.md{said}") for each in told(reading)), told(
        reading
    )
    assert reading.courses == []


def test_an_earlier_line_may_take_what_a_later_one_needs(tmp_path: Path) -> None:
    rows = "    - {level: 2, count: 1}\n    - {topic: data, count: 1}\n"
    assert TWO_ROWS in DRAWN_QUIZ
    reading = reading_of(tmp_path, DRAWN_QUIZ.replace(TWO_ROWS, rows))
    assert "02-kuis.quiz.md:7:7: Bank kekurangan 1 soal" in told(reading)[0]


def test_a_quiz_asks_its_own_or_draws(tmp_path: Path) -> None:
    own = QUIZ[QUIZ.index("## Warga") : QUIZ.index("## Berapa")]
    reading = reading_of(tmp_path, DRAWN_QUIZ + "\n" + own)
    assert "02-kuis.quiz.md:11:1: Kuis ini menarik soal dari bank" in told(reading)[0]


def test_a_fault_in_the_bank_stops_the_courses_that_draw_from_it(tmp_path: Path) -> None:
    write_course(
        tmp_path,
        {"course.md": str(SOUND["course.md"]), "01-a.md": LESSON.split("##")[0] + "Isi.\n"},
        "lain",
    )
    reading = reading_of(tmp_path, bank=BANK.replace("type=truefalse", "type=betul", 1))
    assert [course.slug for course in reading.courses] == ["lain"]
    assert reading.bank == []


def test_a_file_that_no_quiz_draws_from_is_noted(tmp_path: Path) -> None:
    notes = reading_of(tmp_path, QUIZ).notes
    assert "bank/loket.md" in {each.path for each in notes}


def test_options_without_feedback_are_noted_in_the_bank_too(tmp_path: Path) -> None:
    notes = reading_of(tmp_path, bank=BANK.replace("  > Keliru.\n", "", 1)).notes
    assert [(each.path, each.line) for each in notes] == [("bank/loket.md", 4)]
