"""Who may not begin a quiz, and what they are told to do."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from cast import Cast
from courses import SLUG
from lms.assessment.models import Attempt
from lms.assessment.policies import may_take
from lms.foundation import clock
from lms.foundation.database import db
from lms.learning.models import EnrolmentState
from quizzes import QUIZ_URL, Sitter, quiz_with

Publish = Callable[..., str]


def attempts() -> int:
    db.session.rollback()
    return db.session.query(Attempt).count()


def test_when_every_attempt_is_used(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(attempts=1)})
    rani.submit(rani.start())
    refused = rani.post(f"{QUIZ_URL}/attempts")
    assert refused.status_code == 409
    assert "sudah terpakai semua (1 kali)" in refused.text
    assert attempts() == 1
    page = rani.browser.get(QUIZ_URL).text
    assert "Semua kesempatan sudah terpakai" in page
    assert "Mulai" not in page


def test_before_the_wait_is_over(rani: Sitter, publish: Publish) -> None:
    publish(**{"02-kuis.quiz.md": quiz_with(wait=24)})
    moment = clock.now()
    with clock.at(moment):
        rani.submit(rani.start())
        refused = rani.post(f"{QUIZ_URL}/attempts")
        assert refused.status_code == 409
        assert "Kesempatan berikutnya terbuka pada" in refused.text
        assert "Kesempatan berikutnya terbuka" in rani.browser.get(QUIZ_URL).text
    with clock.at(moment + timedelta(hours=24)):
        rani.start()
    assert attempts() == 2


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_who_is_not_enrolled(app: Flask, cast: Cast, publish: Publish) -> None:
    publish()
    dedi = Sitter(app.test_client(), cast.dedi)
    refused = dedi.post(f"{QUIZ_URL}/attempts")
    assert refused.status_code == 403
    assert "Daftar dulu" in refused.text
    assert attempts() == 0


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_who_may_not_know_of_the_course(app: Flask, cast: Cast, publish: Publish) -> None:
    publish()
    lestari = Sitter(app.test_client(), cast.lestari)
    assert lestari.post(f"{QUIZ_URL}/attempts").status_code == 404
    assert lestari.post("/courses/tidak-ada/kuis/attempts").status_code == 404


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_is_no_quiz(rani: Sitter) -> None:
    assert rani.post(f"/courses/{SLUG}/bacaan/attempts").status_code == 404
    assert rani.post(f"/courses/{SLUG}/kasus/attempts").status_code == 404
    assert rani.post(f"/courses/{SLUG}/entah/attempts").status_code == 404


def test_a_number_that_belongs_to_somebody_else(app: Flask, rani: Sitter, cast: Cast) -> None:
    dedi = Sitter(app.test_client(), cast.dedi)
    dedi.enrol()
    number = rani.start(uuid4())
    refused = dedi.post(f"{QUIZ_URL}/attempts", id=number)
    assert refused.status_code == 409
    assert "Muat ulang" in refused.text
    assert attempts() == 1


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_number_that_is_none(rani: Sitter) -> None:
    refused = rani.post(f"{QUIZ_URL}/attempts", id="satu")
    assert refused.status_code == 422
    assert "Muat ulang" in refused.text


def test_who_withdrew_may_not_go_on() -> None:
    assert may_take(EnrolmentState.ACTIVE)
    assert may_take(EnrolmentState.COMPLETED)
    assert not may_take(EnrolmentState.WITHDRAWN)
