"""Answers that are not taken: another's, too late, from elsewhere; each with a sentence."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from cast import Cast
from courses import SLUG
from lms.assessment import queries
from lms.foundation import clock
from lms.foundation.database import db
from quizzes import QUIZ_URL, Sitter, attempt


def kept(attempt_id: Any, place: int) -> Any:
    db.session.rollback()
    found = queries.answers(attempt_id).get(place)
    return found.value["answer"] if found else None


def test_another_persons_attempt_is_not_there(app: Flask, rani: Sitter, cast: Cast) -> None:
    dedi = Sitter(app.test_client(), cast.dedi)
    dedi.enrol()
    begun = rani.start()
    refused = dedi.put(begun, 1, "1")
    assert refused.status_code == 404
    assert refused.content_type == "application/problem+json"
    assert dedi.post(f"/attempts/{begun}/answers/1", answer="1", to="next").status_code == 404
    assert kept(begun, 1) is None
    for page in ("", "/questions/1", "/submission", "/result"):
        assert dedi.browser.get(f"/attempts/{begun}{page}").status_code == 404
    assert dedi.submit(begun).status_code == 404
    assert attempt(begun).submitted_at is None


@pytest.mark.parametrize("place", [0, 6, 10**9, 10**30])
def test_a_place_that_is_not_on_the_paper_is_not_there(rani: Sitter, place: int) -> None:
    begun = rani.start()
    assert rani.put(begun, place, "1").status_code == 404
    assert rani.post(f"/attempts/{begun}/answers/{place}", answer="1").status_code == 404
    assert rani.browser.get(f"/attempts/{begun}/questions/{place}").status_code == 404


def test_an_attempt_that_nobody_began_is_not_there(rani: Sitter) -> None:
    assert rani.put(uuid4(), 1, "1").status_code == 404
    assert rani.browser.put("/attempts/1/answers/1").status_code in {400, 404}


def test_after_handing_in_nothing_is_changed(rani: Sitter) -> None:
    begun = rani.start()
    rani.put(begun, 1, "1")
    rani.submit(begun)
    refused = rani.put(begun, 1, "2")
    assert refused.status_code == 409
    assert refused.json
    assert "sudah dikirim" in refused.json["detail"]
    assert kept(begun, 1) == "1"


def test_when_time_is_over_what_was_saved_counts_and_no_more(rani: Sitter) -> None:
    moment = clock.now()
    with clock.at(moment):
        begun = rani.start()
    with clock.at(moment + timedelta(minutes=19, seconds=59)):
        assert rani.put(begun, 1, "1").status_code == 200
    with clock.at(moment + timedelta(minutes=20)):
        refused = rani.put(begun, 1, "2")
        assert refused.status_code == 409
        assert refused.json
        assert "habis pukul" in refused.json["detail"]
        assert rani.put(begun, 1, "1", counter=1).status_code == 200
    assert kept(begun, 1) == "1"


def test_who_has_left_the_course_answers_no_more(rani: Sitter) -> None:
    begun = rani.start()
    rani.post(f"/courses/{SLUG}/withdrawal")
    refused = rani.put(begun, 1, "1")
    assert refused.status_code == 403
    assert refused.json
    assert "mengundurkan diri" in refused.json["detail"]
    assert rani.browser.get(f"/attempts/{begun}/questions/1").status_code == 403
    assert rani.submit(begun).status_code == 403


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_comes_from_another_site_is_refused(rani: Sitter) -> None:
    begun = rani.start()
    url = f"/attempts/{begun}/answers/1"
    sent = {"value": "1", "device": "laptop", "counter": 1}
    assert rani.browser.put(url, json=sent).status_code == 400
    assert rani.browser.post(url, data={"answer": "1"}).status_code == 400
    assert rani.browser.post(f"/attempts/{begun}/submission").status_code == 400
    assert rani.browser.post(f"{QUIZ_URL}/attempts").status_code == 400
    assert kept(begun, 1) is None


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_nobody_answers_unsigned(app: Flask, rani: Sitter) -> None:
    begun = rani.start()
    stranger = app.test_client()
    page = stranger.get("/sign-in").text
    token = page.split('csrf-token" content="')[1].split('"')[0]
    sent = {"value": "1", "device": "x", "counter": 1}
    refused = stranger.put(
        f"/attempts/{begun}/answers/1", json=sent, headers={"X-CSRFToken": token}
    )
    assert refused.status_code == 401
