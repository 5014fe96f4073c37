"""A quiz drawn from the bank, sat as a learner does."""

from pathlib import Path

import pytest

from courses import SLUG
from folders import BANK
from lms.assessment import queries
from lms.catalog import publishing
from lms.catalog.library import question
from lms.catalog.reading import read
from lms.foundation.database import db, transaction
from quizzes import QUIZ_URL, Sitter, attempt, drawn_of, identifier

QUIZ = """---
title: Uji akhir
purpose: graded
pass_mark: 50
attempts: 3
blueprint:
  from: [loket]
  draw:
    - {competency: M.5, level: 1, count: 1}
    - {level: 2, topic: data, count: 1}
---
Dua soal.
"""


@pytest.fixture
def learner(rani: Sitter, tmp_path: Path) -> Sitter:
    """Rani, after the small course's quiz came to draw from the bank."""
    content = tmp_path / "content"
    (content / "bank").mkdir()
    (content / "bank" / "loket.md").write_text(BANK)
    (content / SLUG / "02-kuis.quiz.md").write_text(QUIZ)
    _publish(content)
    return rani


def _publish(content: Path) -> None:
    reading = read(content)
    assert not reading.mistakes, [str(each) for each in reading.mistakes]
    with transaction():
        owner = db.session.scalar(db.select(publishing.revising.Course.agency_id))
        publishing.publish(reading.courses[0], owner, None)


def names(learner: Sitter) -> list[str]:
    begun = learner.start()
    drawn = drawn_of(begun)
    learner.submit(begun)
    return [identifier(each) for each in drawn]


def test_its_page_tells_how_many_are_asked(learner: Sitter) -> None:
    assert "2 soal, satu per halaman" in learner.browser.get(QUIZ_URL).text


def test_a_paper_follows_the_blueprint(learner: Sitter) -> None:
    begun = learner.start()
    tags = {
        (question(each["digest"]).level, question(each["digest"]).topic) for each in drawn_of(begun)
    }
    assert tags == {(1, "loket"), (2, "data")}
    assert attempt(begun).length == 2


def test_another_attempt_meets_other_questions(learner: Sitter) -> None:
    papers = [set(names(learner)) for _ in range(3)]
    firsts = {name for paper in papers for name in paper if name != "bank-005"}
    assert firsts == {"bank-001", "bank-002", "bank-003"}


def test_leaving_and_coming_back_brings_back_no_question_that_was_met(learner: Sitter) -> None:
    met = set()
    for _ in range(3):
        met |= set(names(learner))
        learner.post(f"/courses/{SLUG}/withdrawal")
        learner.enrol()
    assert met == {"bank-001", "bank-002", "bank-003", "bank-005"}


def test_what_was_drawn_is_marked_though_the_bank_changed(learner: Sitter, tmp_path: Path) -> None:
    begun = learner.start()
    before = drawn_of(begun)
    (tmp_path / "content" / "bank" / "loket.md").write_text(BANK.replace("Tepat.", "Ya, tepat."))
    _publish(tmp_path / "content")
    for place in (1, 2):
        assert learner.put(begun, place, "1").status_code == 200
    learner.submit(begun)
    assert drawn_of(begun) == before
    assert attempt(begun).score == 100
    assert [each.question.content["options"][0]["feedback"] for each in queries.marks(begun)] == [
        "Tepat."
    ] * 2
