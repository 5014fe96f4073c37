"""A quiz from its first page to its result: begun, gone on with, handed in, counted."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from cast import Cast
from courses import SLUG
from lms.assessment.actions import attempt_marked
from lms.assessment.models import Attempt, Mark
from lms.catalog.kinds import Standing
from lms.foundation import clock
from lms.foundation.database import db
from lms.learning import queries as learning
from quizzes import QUIZ_URL, Sitter, attempt, drawn_of, identifier, place_of, quiz_with

Publish = Callable[..., str]


def standing(sitter: Sitter) -> Standing:
    db.session.rollback()
    return learning.visit(SLUG, sitter.someone.id).standings["kuis"]


def test_it_is_begun_answered_handed_in_and_marked(rani: Sitter) -> None:
    begun = rani.start()
    rani.answer_right(begun)
    done = rani.submit(begun)
    assert done.location == f"/attempts/{begun}/result"
    assert "Nilai 100" in rani.browser.get(done.location).text
    marked = attempt(begun)
    assert (marked.score, marked.passed, marked.points) == (Decimal(100), True, Decimal(6))
    assert standing(rani).done_at is not None
    assert standing(rani).score == Decimal(100)


def test_every_question_gets_its_mark_in_the_authors_numbers(rani: Sitter) -> None:
    begun = rani.start()
    rani.answer_right(begun, "uji-001", "uji-005")
    rani.submit(begun)
    rows = db.session.scalars(select(Mark).where(Mark.attempt_id == begun).order_by(Mark.place))
    marks = {identifier(drawn_of(begun)[row.place - 1]): row for row in rows}
    assert {name: row.points for name, row in marks.items()} == {
        "uji-001": 1,
        "uji-002": 0,
        "uji-003": 0,
        "uji-004": 0,
        "uji-005": 1,
    }
    assert marks["uji-001"].value["answer"] == "1"
    assert marks["uji-002"].value == {"answer": None}
    assert marks["uji-005"].value["answer"] == "18"
    assert attempt(begun).score == Decimal("33.33")


def test_competency_hears_of_it_in_the_same_transaction(rani: Sitter) -> None:
    heard: list[tuple[Any, Any]] = []

    def hear(marked: Attempt) -> None:
        marks = select(func.count()).where(Mark.attempt_id == marked.id)
        heard.append((marked.score, db.session.scalar(marks)))

    begun = rani.start()
    with attempt_marked.connected_to(hear):
        rani.submit(begun)
        rani.submit(begun)
    assert heard == [(Decimal(0), 5)]


def test_an_open_attempt_is_gone_on_with(rani: Sitter) -> None:
    begun = rani.start()
    again = rani.post(f"{QUIZ_URL}/attempts", id=uuid4())
    assert again.location == f"/attempts/{begun}"
    rani.answer_right(begun, identifier(drawn_of(begun)[0]))
    assert rani.browser.get(f"/attempts/{begun}").location.endswith("/questions/2")
    page = rani.browser.get(QUIZ_URL).text
    assert "Lanjutkan kuis" in page
    assert "Tersisa 2 dari 3" in page


def test_the_same_number_begins_once(rani: Sitter) -> None:
    """A start that was sent twice, the second time after the attempt was handed in."""
    number = uuid4()
    assert rani.start(number) == rani.start(number) == number
    rani.submit(number)
    again = rani.post(f"{QUIZ_URL}/attempts", id=number)
    assert again.location == f"/attempts/{number}"
    assert rani.browser.get(again.location).location == f"/attempts/{number}/result"
    assert standing(rani).detail["attempts_used"] == 1


def test_it_is_handed_in_once_from_two_tabs(rani: Sitter) -> None:
    begun = rani.start()
    rani.answer_right(begun)
    first, second = rani.submit(begun), rani.submit(begun)
    assert first.location == second.location
    marks = select(func.count()).where(Mark.attempt_id == begun)
    assert db.session.scalar(marks) == 5
    assert standing(rani).detail["attempts_used"] == 1


def test_the_confirming_page_names_what_has_no_answer(rani: Sitter) -> None:
    begun = rani.start()
    rani.answer_right(begun, "uji-003")
    place = place_of(begun, "uji-001")
    rani.put(begun, place, None, value={"answer": None, "unsure": True})
    page = rani.browser.get(f"/attempts/{begun}/submission").text
    assert "4 soal belum dijawab" in page
    assert f"Anda menandai ragu soal {place}." in page
    rani.browser.submit(f"/attempts/{begun}/submission", to="")  # type: ignore[attr-defined]
    assert attempt(begun).submitted_at


@pytest.mark.parametrize(
    ("grade", "expected"), [("best", "100.00"), ("last", "16.67"), ("first", "33.33")]
)
def test_the_score_that_counts_is_the_one_that_the_quiz_says(
    rani: Sitter, publish: Publish, grade: str, expected: str
) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(grade=grade)})
    for known in (["uji-001", "uji-003"], [], ["uji-004"]):
        begun = rani.start()
        rani.answer_right(begun, *known)
        rani.submit(begun)
    assert standing(rani).score == Decimal(expected)


def test_what_was_passed_stays_done(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(grade="last")})
    first = rani.start()
    rani.answer_right(first)
    rani.submit(first)
    done_at = standing(rani).done_at
    rani.submit(rani.start())
    assert (standing(rani).score, standing(rani).done_at) == (Decimal(0), done_at)


@pytest.mark.parametrize("purpose", ["practice", "pretest"])
def test_practice_is_done_once_it_was_handed_in(
    rani: Sitter, publish: Publish, purpose: str
) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(purpose=purpose)})
    begun = rani.start()
    assert standing(rani).done_at is None
    rani.submit(begun)
    assert standing(rani).done_at is not None


def test_why_it_is_not_done_is_told_with_what_is_left(rani: Sitter) -> None:
    def told() -> str:
        return " ".join(rani.browser.get(f"/courses/{SLUG}").text.split())

    assert "Capai nilai 70 pada “Kuis akhir”" in told()
    assert "Belum dikerjakan" in rani.browser.get(QUIZ_URL).text
    first = rani.start()
    assert "Sedang dikerjakan" in rani.browser.get(QUIZ_URL).text
    rani.answer_right(first, "uji-001", "uji-003")
    rani.submit(first)
    assert "Nilai terbaik 33,33, tersisa 2 kesempatan" in rani.browser.get(QUIZ_URL).text


def test_the_attempt_belongs_to_the_enrolments_agency(rani: Sitter, cast: Cast) -> None:
    assert attempt(rani.start()).agency_id == cast.province


def test_the_page_shows_which_time_is_left(rani: Sitter) -> None:
    moment = clock.now()
    with clock.at(moment):
        begun = rani.start()
    with clock.at(moment + timedelta(minutes=5)):
        page = rani.browser.get(f"/attempts/{begun}/questions/1").text
    assert '<span class="clock">15.00</span>' in page
