"""What the demonstration's people write could have been handed in by people."""

from pathlib import Path

import pytest

from lms.assessment.assignment_rules import Assignment
from lms.catalog.reading import read
from lms.demo.texts import FIRST_TRIES, SECOND_TRIES

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def case_study() -> Assignment:
    courses = read(CONTENT).courses
    modules = [each for course in courses for each in course.modules if each.kind == "assignment"]
    return Assignment.of({"title": "", **modules[0].facts})


@pytest.mark.parametrize("text", [*FIRST_TRIES, *SECOND_TRIES])
def test_every_memo_would_be_taken(case_study: Assignment, text: str) -> None:
    assert case_study.fault_of(text) is None
