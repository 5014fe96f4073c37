"""The papers of the demonstration's practice quiz could have been written and marked by people."""

from itertools import chain
from pathlib import Path
from typing import Any

from lms.assessment.marking.essays import EssayRules, settle
from lms.assessment.models import Stage
from lms.assessment.rules.quiz import Marking
from lms.catalog.reading import read
from lms.demo.essays import COURSE, MODULE, papers
from lms.demo.writing import unwrapped

CONTENT = Path(__file__).parents[2] / "content"


def quiz() -> Any:
    modules = read(CONTENT / COURSE).courses[0].modules
    return next(each for each in modules if each.slug == MODULE)


def test_everybody_wrote_something_of_their_own() -> None:
    texts = [unwrapped(each["text"]) for paper in papers()["papers"] for each in paper["essays"]]
    assert len(set(texts)) == len(texts) == 12 * len(quiz().questions)
    assert all(30 <= len(text.split()) <= 250 for text in texts)


def test_marks_come_in_order_and_leave_something_for_everybody() -> None:
    held, found = papers(), []
    marking = Marking(**quiz().facts["marking"])
    for paper in held["papers"]:
        for asked, essay in zip(quiz().questions, paper["essays"], strict=True):
            rules, marks = EssayRules.of(asked.content), essay["marks"]
            days = [paper["ago"], *(each["ago"] for each in marks)]
            assert days == sorted(days, reverse=True), paper
            assert len({each["by"] for each in marks}) == len(marks)
            levels = [each["levels"] for each in marks]
            assert all(len(each) == len(rules.rubric) for each in levels)
            assert {1, 2, 3, 4}.issuperset(chain(*levels))
            found.append(settle(levels, len(rules.levels), marking).stage)
    assert set(found) == {Stage.FIRST, Stage.SECOND, Stage.THIRD, Stage.COMPLETE}
    assert held["released"] < held["papers"][0]["ago"]
