"""Time that runs out hands in what is there, at the next look or by the worker."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from courses import SLUG
from lms.assessment.models import SubmittedBy
from lms.foundation import clock
from lms.foundation.database import db
from lms.foundation.jobs import Job, JobState, work_once
from quizzes import QUIZ_URL, Sitter, attempt, quiz_with

BEGAN = datetime.fromisoformat("2026-11-22T03:00:00+00:00")
OVER = BEGAN + timedelta(minutes=20)
Publish = Callable[..., str]


@pytest.fixture
def begun(rani: Sitter) -> UUID:
    with clock.at(BEGAN):
        number = rani.start()
        rani.answer_right(number, "uji-001", "uji-002")
        return number


def assert_ended(attempt_id: UUID) -> None:
    ended = attempt(attempt_id)
    assert ended.submitted_by == SubmittedBy.TIME
    assert ended.submitted_at == OVER
    assert ended.points == 3


@pytest.mark.parametrize("page", ["", "/questions/2", "/submission", "/result"])
def test_the_next_look_hands_in(rani: Sitter, begun: UUID, page: str) -> None:
    with clock.at(OVER + timedelta(hours=3)):
        answer = rani.browser.get(f"/attempts/{begun}{page}")
        assert answer.status_code == 200 or answer.location == f"/attempts/{begun}/result"
    assert_ended(begun)


def test_the_quizs_own_page_hands_in(rani: Sitter, begun: UUID) -> None:
    with clock.at(OVER):
        page = rani.browser.get(QUIZ_URL).text
    assert "nilai 50" in page
    assert "dikirim karena waktu habis" in page
    assert_ended(begun)


def test_the_clocks_own_form_hands_in(rani: Sitter, begun: UUID) -> None:
    with clock.at(OVER + timedelta(seconds=1)):
        result = rani.submit(begun)
        assert "Waktu habis" in rani.browser.get(result.location).text
    assert_ended(begun)


def test_beginning_again_hands_in_the_one_before(rani: Sitter, begun: UUID) -> None:
    with clock.at(OVER):
        again = rani.start()
    assert again != begun
    assert_ended(begun)
    assert attempt(again).number == 2


def test_a_second_before_nothing_ends(rani: Sitter, begun: UUID) -> None:
    with clock.at(OVER - timedelta(seconds=1)):
        assert rani.browser.get(f"/attempts/{begun}/questions/1").status_code == 200
        assert not work_once()
    assert attempt(begun).submitted_at is None


def test_the_worker_hands_in_where_nobody_looks(begun: UUID) -> None:
    with clock.at(OVER):
        assert work_once()
    assert_ended(begun)
    job = db.session.scalars(select(Job).where(Job.kind == "assessment.time_out")).one()
    assert job.state == JobState.DONE


def test_the_worker_leaves_what_was_handed_in(rani: Sitter, begun: UUID) -> None:
    with clock.at(OVER - timedelta(minutes=1)):
        rani.submit(begun)
    with clock.at(OVER):
        assert work_once()
    assert attempt(begun).submitted_by == SubmittedBy.PERSON
    assert attempt(begun).submitted_at == OVER - timedelta(minutes=1)


def test_a_quiz_without_limit_never_ends_by_itself(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(time_limit=None)})
    with clock.at(BEGAN):
        begun = rani.start()
    with clock.at(BEGAN + timedelta(days=10)):
        assert not work_once()
        page = rani.browser.get(f"/attempts/{begun}/questions/1").text
        assert "quiz-clock" not in page
        assert rani.put(begun, 1, "1").status_code == 200
        away = rani.post(f"/attempts/{begun}/answers/1", answer="2", to="leave")
        assert "terus berjalan" not in rani.browser.get(away.location).text
    assert away.location == f"/courses/{SLUG}"
    assert attempt(begun).submitted_at is None
