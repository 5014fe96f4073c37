"""Leaving a course and coming back is no way around the rules of its quizzes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from courses import SLUG
from lms.assessment.actions import start, submit
from lms.assessment.models import Attempt
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.foundation.errors import NotAllowed
from lms.learning import queries as learning
from lms.learning.actions import complete
from lms.learning.models import Enrolment
from quizzes import MODULE, QUIZ_URL, Sitter, attempt, quiz_with

Publish = Callable[..., str]


def come_back(sitter: Sitter) -> None:
    """Leave the course and enrol in it anew."""
    assert sitter.post(f"/courses/{SLUG}/withdrawal").status_code == 302
    sitter.enrol()


def sat(sitter: Sitter) -> str:
    url = sitter.submit(sitter.start()).location
    assert isinstance(url, str)
    return url


def test_leaving_does_not_open_the_key_of_a_quiz_that_has_not_closed(
    rani: Sitter, publish: Publish
) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(feedback="after_close", attempts=2)})
    url = sat(rani)
    assert "Jawaban benar" not in rani.browser.get(url).text
    rani.post(f"/courses/{SLUG}/withdrawal")
    assert "Jawaban benar" not in rani.browser.get(url).text


def test_what_is_left_at_one_window_is_not_handed_in_at_another(rani: Sitter) -> None:
    """Between the look at the enrolment and the transaction somebody may leave."""
    begun = rani.start()
    rani.answer_right(begun)
    assert rani.post(f"/courses/{SLUG}/withdrawal").status_code == 302
    with pytest.raises(NotAllowed), transaction():
        submit(begun)
    assert attempt(begun).submitted_at is None


def test_who_comes_back_has_no_more_attempts_than_were_left(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=2)})
    sat(rani)
    come_back(rani)
    sat(rani)
    assert rani.post(f"{QUIZ_URL}/attempts").status_code == 409


def test_who_comes_back_waits_as_before(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(wait=24, attempts=None)})
    sat(rani)
    come_back(rani)
    assert rani.post(f"{QUIZ_URL}/attempts").status_code == 409
    with clock.at(clock.now() + timedelta(hours=25)):
        rani.start()


def test_an_attempt_that_was_open_when_its_person_left_is_one_of_those_used(
    rani: Sitter, publish: Publish
) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=2)})
    seen = rani.start()
    come_back(rani)
    assert rani.browser.get(QUIZ_URL).status_code == 200
    begun = rani.start()
    assert begun != seen
    assert attempt(begun).number == 2
    rani.submit(begun)
    assert "Semua kesempatan sudah terpakai" in rani.browser.get(QUIZ_URL).text


def test_who_had_passed_and_comes_back_may_pass_again(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=1)})
    begun = rani.start()
    rani.answer_right(begun)
    rani.submit(begun)
    come_back(rani)
    rani.start()


def test_who_takes_a_completed_course_again_begins_anew(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=1)})
    sat(rani)
    come_back(rani)
    with transaction():
        held = db.session.scalars(select(Enrolment).order_by(Enrolment.id.desc())).first()
        assert held
        complete(held)
    rani.enrol()
    rani.start()


def test_a_start_that_waited_while_the_person_left_begins_nothing(
    rani: Sitter, publish: Publish
) -> None:
    visit = learning.visit(SLUG, rani.someone.id)
    module = learning.ensure_module(visit, MODULE)
    rani.post(f"/courses/{SLUG}/withdrawal")
    with pytest.raises(NotAllowed, match="Daftar dulu"), transaction():
        start(visit, module, uuid4())
    assert db.session.scalars(select(Attempt)).all() == []
