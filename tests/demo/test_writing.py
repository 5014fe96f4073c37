"""What the demonstration's people write could have been handed in by people."""

from pathlib import Path

import pytest

from lms.assignments.models import Verdict
from lms.assignments.rules import Assignment
from lms.catalog.reading import read
from lms.demo.writing import MEMOS, Writing, unwrapped, writing

CONTENT = Path(__file__).parents[2] / "content"
COURSES = sorted(file.stem for file in MEMOS.glob("*.yaml"))


def held(course: str) -> Writing:
    found = writing(course)
    assert found
    return found


@pytest.mark.parametrize("course", COURSES)
def test_every_memo_would_be_taken(course: str) -> None:
    modules = read(CONTENT / course).courses[0].modules
    case = next(each for each in modules if each.kind == "assignment")
    rules = Assignment.of({"title": "", **case.facts})
    for text in [*held(course).first, *held(course).second]:
        assert rules.fault_of(text) is None, text[:60]


@pytest.mark.parametrize("course", COURSES)
def test_a_better_try_answers_to_a_first_one_and_to_feedback(course: str) -> None:
    found = held(course)
    assert len(found.first) == len(found.second) > 1
    assert not set(found.first) & set(found.second)
    for verdict in Verdict:
        for place in range(len(found.first)):
            said, answered = found.feedback(verdict, place)
            assert said != answered


def test_points_keep_their_lines_and_sentences_do_not() -> None:
    typed = "Satu kalimat\nyang panjang.\n\n1. Pertama\n   dan masih.\n2. Kedua\n- lain\n"
    expected = "Satu kalimat yang panjang.\n\n1. Pertama dan masih.\n2. Kedua\n- lain"
    assert unwrapped(typed) == expected


def test_nobody_writes_on_a_course_without_memos() -> None:
    assert writing("tiada") is None
