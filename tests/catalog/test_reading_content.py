"""What a sound course gives: HTML, facts and questions."""

from pathlib import Path

import pytest

from folders import QUIZ, SLUG, SOUND, course_of, reading_of, sound_but


def test_a_course_tells_its_facts(tmp_path: Path) -> None:
    course = course_of(tmp_path)
    assert course.slug == SLUG
    assert course.html == "<p>Kursus singkat untuk petugas loket.</p>"
    assert course.facts == {
        "title": "Melayani Warga",
        "summary": "Loket yang jelas dan ramah.",
        "language": "id",
        "theme": "pelayanan",
        "jp": 4,
        "form": 16,
        "audience": "Petugas loket",
        "prerequisites": [],
        "goals": ["Menjelaskan standar pelayanan"],
        "competencies": [{"code": "M.5", "level": 2}],
        "completion": {"require": "all", "min_score": 70},
        "authors": ["Wati Kusuma"],
        "reviewed_by": "Hendra Saputra",
        "review_by": "2027-11-30",
        "licence": "CC BY-SA 4.0",
    }


def test_a_lesson_tells_its_facts(tmp_path: Path) -> None:
    lesson = course_of(tmp_path).modules[0]
    assert lesson.facts == {
        "summary": "Apa yang dilihat warga.",
        "goals": ["Melihat dari sisi warga"],
        "minutes": 10,
        "reading": 10,
        "practice": 0,
        "words": 17,
        "headings": [
            [2, "b-sebelum-loket-dibuka", "Sebelum loket dibuka"],
            [3, "b-yang-ia-bawa", "Yang ia bawa"],
        ],
    }
    assert f'<a href="/courses/{SLUG}/kuis">kuis</a>' in lesson.html
    assert lesson.addresses["02-kuis.quiz.md"] == f"/courses/{SLUG}/kuis"


def test_practice_is_time_beside_that_of_reading(tmp_path: Path) -> None:
    files = sound_but(lesson=("minutes: 10", "minutes: 10\npractice: 15"))
    facts = course_of(tmp_path, files).modules[0].facts
    assert (facts["minutes"], facts["reading"], facts["practice"]) == (25, 10, 15)


def test_minutes_are_counted_where_nobody_states_them(tmp_path: Path) -> None:
    files = sound_but(lesson=("minutes: 10\n", ""), assignment=("min_words: 100", "min_words: 300"))
    minutes = [module.facts["minutes"] for module in course_of(tmp_path, files).modules]
    assert minutes == [1, 4, 1 + 30]


def test_a_quiz_tells_its_rules(tmp_path: Path) -> None:
    assert course_of(tmp_path).modules[1].facts == {
        "summary": "",
        "blueprint": None,
        "purpose": "graded",
        "pass_mark": 70,
        "time_limit": None,
        "attempts": None,
        "wait": 0,
        "grade": "best",
        "shuffle": {"questions": True, "options": True},
        "feedback": "after_submit",
        "marking": {
            "blind": False,
            "second": False,
            "differs": 1,
            "differs_percent": None,
            "release": "when_marked",
        },
        "minutes": 4,
    }
    assert course_of(tmp_path).modules[1].html == "<p>Dua soal singkat.</p>"


def test_a_choice_is_read_with_all_its_feedback(tmp_path: Path) -> None:
    question = course_of(tmp_path).modules[1].questions[0]
    assert (question.identifier, question.type, question.line) == ("loket-001", "single", 8)
    assert (question.competency, question.level, question.points) == ("M.5", 1, 1)
    assert question.topic == "loket"
    assert question.source == QUIZ[QUIZ.index("## Warga") : QUIZ.index("## Berapa")]
    asked = "Warga datang sesudah loket tutup. Apa langkah Anda?"
    assert question.content == {
        "stem": f"<p>{asked}</p>\n<p>Hari itu hujan.</p>",
        "heading": asked,
        "general": "<p>Lihat standar pelayanan.</p>",
        "options": [
            {"html": "Menolak", "right": False, "feedback": "Tetap jelaskan pilihannya."},
            {
                "html": "Menjelaskan jam layanan\ndan kanal daring",
                "right": True,
                "feedback": "Tepat.",
            },
        ],
    }


def asked(tmp_path: Path, question: str) -> dict[str, object]:
    quiz = QUIZ[: QUIZ.index("## Warga")] + question
    return course_of(tmp_path, SOUND | {"02-kuis.quiz.md": quiz}).modules[1].questions[0].content


@pytest.mark.parametrize(
    ("written", "value", "tolerance"),
    [
        ("20", 20.0, 0.0),
        ("20 ± 0", 20.0, 0.0),
        ("12,5 ± 0,5", 12.5, 0.5),
        ("12.5 +- 0.25", 12.5, 0.25),
        ("12.5±1", 12.5, 1.0),
        ("-3 +/- 1", -3.0, 1.0),
        ("\N{MINUS SIGN}3", -3.0, 0.0),
    ],
)
def test_a_number_may_be_written_in_many_ways(
    written: str, value: float, tolerance: float, tmp_path: Path
) -> None:
    content = asked(
        tmp_path, f'## Berapa?\n{{#a type=numeric unit="hari kerja"}}\n- [x] {written}\n'
    )
    assert content["accepted"] == [{"value": value, "tolerance": tolerance}]
    assert content["unit"] == "hari kerja"


def test_a_point_before_three_digits_is_noted(tmp_path: Path) -> None:
    files = sound_but(quiz=("12,5 ± 0,5", "1.000"))
    (note,) = (it for it in reading_of(tmp_path, files).notes if "pecahan" in str(it))
    assert "1.000 dibaca sebagai pecahan" in str(note)


def test_short_answers_are_plain_text_with_their_own_feedback(tmp_path: Path) -> None:
    content = asked(
        tmp_path, "## Apa?\n{#a type=short}\n- [x] Satu  *Data*\n  > **Ya.**\n- [X] SDI\n"
    )
    assert content["accepted"] == ["Satu *Data*", "SDI"]
    assert content["feedback"] == ["<strong>Ya.</strong>", ""]


def test_several_may_be_right(tmp_path: Path) -> None:
    content = asked(tmp_path, "## Apa?\n{#a type=multiple}\n* [x] A\n* [x] B\n* [ ] C\n")
    assert [option["right"] for option in content["options"]] == [True, True, False]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["10. Januari", "1) satu", "# tagar", "- strip", "+ tambah"])
def test_an_option_is_a_text_even_where_it_looks_like_a_list(text: str, tmp_path: Path) -> None:
    content = asked(tmp_path, f"## {text}\n{{#a type=single}}\n- [x] {text}\n- [ ] B\n")
    assert content["options"][0]["html"] == text  # type: ignore[index]
    assert content["stem"] == f"<p>{text}</p>"


def test_an_option_may_hold_a_picture_a_list_or_code(tmp_path: Path) -> None:
    content = asked(
        tmp_path,
        "## Apa?\n{#a type=single}\n\n```\n## bukan soal\n- [x] bukan pilihan\n```\n\n"
        "- [x] ![alur](media/alur.svg)\n- [ ] Dua hal:\n\n  - satu\n  - dua\n\n"
        "- [ ] Kode:\n\n  ```\n  > bukan umpan balik\n  ```\n  > umpan balik\n",
    )
    picture, listed, code = content["options"]  # type: ignore[misc]
    assert "<img" in picture["html"]
    assert "<li>satu</li>" in listed["html"]
    assert "&gt; bukan umpan balik" in code["html"]
    assert code["feedback"] == "umpan balik"
    assert "## bukan soal" in str(content["stem"])


def test_a_rubric_is_facts_and_not_text(tmp_path: Path) -> None:
    assignment = course_of(tmp_path).modules[2]
    assert assignment.html == "<p>Tulis memo.</p>"
    assert assignment.facts == {
        "summary": "",
        "minutes": 11,
        "min_words": 100,
        "max_words": 400,
        "files": 1,
        "feedback_days": 7,
        "group": False,
        "group_from": 2,
        "group_to": 5,
        "group_by": "leaders",
        "rubric": [
            {
                "behaviour": "Memahami warga",
                "competency": "M.5",
                "levels": ["tidak", "sebagian", "penuh"],
            }
        ],
        "rubric_levels": ["1 Belum", "2 Mulai", "3 Tampak"],
    }


def test_text_after_the_rubric_is_still_shown(tmp_path: Path) -> None:
    files = sound_but(assignment=("| penuh |\n", "| a \\| **b** |\n\n## Sesudah\n\nKirim.\n"))
    assignment = course_of(tmp_path, files).modules[2]
    assert "Kirim." in assignment.html
    assert "penuh" not in assignment.html
    assert assignment.facts["rubric"][0]["levels"][2] == "a | b"


def test_a_row_of_the_rubric_need_not_name_a_competency(tmp_path: Path) -> None:
    files = sound_but(assignment=("(M.5)", "(yang datang)"))
    row = course_of(tmp_path, files).modules[2].facts["rubric"][0]
    assert (row["behaviour"], row["competency"]) == ("Memahami warga (yang datang)", None)
