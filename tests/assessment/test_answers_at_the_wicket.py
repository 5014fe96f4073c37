"""Whoever saved one answer has the next ones saved before Flask is asked, and no rule is weaker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from cast import Cast
from lms.assessment import queries
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.models import Person, SignIn
from quizzes import Sitter
from statements import statements


@pytest.fixture
def begun(rani: Sitter) -> UUID:
    """Rani's attempt, of which one answer is saved, so that the wicket knows her browser."""
    attempt_id = rani.start()
    assert rani.put(attempt_id, 1, "1").status_code == 200
    return attempt_id


def kept(attempt_id: UUID, place: int = 1) -> Any:
    db.session.rollback()
    found = queries.answers(attempt_id).get(place)
    return found.value["answer"] if found else None


def test_the_next_answer_is_one_statement_and_told_in_the_same_words(
    rani: Sitter, begun: UUID
) -> None:
    with clock.at(clock.now().replace(microsecond=0)):
        first = rani.put(begun, 2, "1", device="tablet")
        with statements() as asked:
            hurried = rani.put(begun, 1, "2")
    asked.at_most(1)
    assert hurried.status_code == 200
    assert hurried.json and first.json  # noqa: PT018  both are objects
    assert hurried.json["saved_at"] == first.json["saved_at"]
    assert hurried.json["counter"] == 2 + 1
    assert kept(begun) == "2"


def test_it_wears_the_headers_of_every_other_answer(rani: Sitter) -> None:
    begun = rani.start()
    usual, hurried = (dict(rani.put(begun, 1, answer).headers) for answer in ("1", "2"))
    assert "Content-Security-Policy" in usual
    assert hurried.pop("X-Request-ID") != usual.pop("X-Request-ID")
    assert hurried == usual


def without_flask(app: Flask) -> Any:
    """Inside, whoever comes to Flask gets an error, which tests raise."""
    return patch.object(app, "full_dispatch_request", side_effect=AssertionError("Flask was asked"))


def test_flask_is_not_asked_for_the_next_answer(app: Flask, rani: Sitter, begun: UUID) -> None:
    with without_flask(app):
        assert rani.put(begun, 2, "2").status_code == 200
    assert kept(begun, 2) == "2"


def sign_out_everywhere(rani: Sitter) -> None:
    with transaction():
        ended = update(SignIn).where(SignIn.person_id == rani.someone.id)
        db.session.execute(ended.values(ended_at=clock.now()))


def let_the_session_run_out(rani: Sitter) -> None:
    with transaction():
        ended = update(SignIn).where(SignIn.person_id == rani.someone.id)
        db.session.execute(ended.values(ends_at=clock.now() - timedelta(seconds=1)))


def close_the_account(rani: Sitter) -> None:
    with transaction():
        closed = update(Person).where(Person.id == rani.someone.id)
        db.session.execute(closed.values(active=False))


@pytest.mark.parametrize("end", [sign_out_everywhere, let_the_session_run_out, close_the_account])
def test_a_session_that_ended_saves_nothing_more(
    rani: Sitter, begun: UUID, end: Callable[[Sitter], None]
) -> None:
    end(rani)
    refused = rani.put(begun, 1, "2")
    assert refused.status_code == 401
    assert refused.content_type == "application/problem+json"
    assert kept(begun) == "1"


def put(sitter: Sitter, attempt_id: UUID, headers: dict[str, str], **more: Any) -> TestResponse:
    sent = {"value": "2", "device": "laptop", "counter": next(sitter.counters)}
    url = f"/attempts/{attempt_id}/answers/1"
    return sitter.browser.put(url, json=sent, headers=headers, **more)


def test_the_cookie_alone_is_not_enough(rani: Sitter, begun: UUID) -> None:
    assert put(rani, begun, {}).status_code == 400
    assert put(rani, begun, {"X-CSRFToken": rani.token[:-3] + "abc"}).status_code == 400
    assert kept(begun) == "1"


def test_the_token_alone_is_not_enough(app: Flask, rani: Sitter, begun: UUID) -> None:
    stranger = app.test_client()
    headers = {"X-CSRFToken": rani.token}
    url = f"/attempts/{begun}/answers/1"
    sent = {"value": "2", "device": "laptop", "counter": 99}
    assert stranger.put(url, json=sent, headers=headers).status_code == 400
    assert kept(begun) == "1"


def test_over_https_another_site_is_not_let_in_by_what_this_one_proved(
    rani: Sitter, begun: UUID
) -> None:
    token = {"X-CSRFToken": rani.token}
    elsewhere = token | {"Referer": "https://jahat.example/"}
    assert put(rani, begun, elsewhere, base_url="https://localhost").status_code == 400
    assert kept(begun) == "1"
    here = token | {"Referer": "https://localhost/courses"}
    rani.browser.set_cookie("session", rani.browser.get_cookie("session").value, secure=False)  # type: ignore[union-attr]  # she is signed in
    assert put(rani, begun, here, base_url="https://localhost").status_code == 200
    assert put(rani, begun, elsewhere, base_url="https://localhost").status_code == 400


def test_whoever_is_known_reaches_no_attempt_of_another(
    app: Flask, rani: Sitter, begun: UUID, cast: Cast
) -> None:
    dedi = Sitter(app.test_client(), cast.dedi)
    dedi.enrol()
    own = dedi.start()
    assert dedi.put(own, 1, "1").status_code == 200
    assert dedi.put(begun, 1, "2", counter=99).status_code == 404
    assert kept(begun) == "1"
    assert rani.put(begun, 6, "1").status_code == 404


def test_what_is_closed_is_closed_here_too(rani: Sitter, begun: UUID) -> None:
    rani.submit(begun)
    refused = rani.put(begun, 1, "2")
    assert refused.status_code == 409
    assert refused.json
    assert "sudah dikirim" in refused.json["detail"]
    assert kept(begun) == "1"


def test_a_lost_reply_is_told_again(rani: Sitter, begun: UUID) -> None:
    first = rani.put(begun, 1, "2", counter=50)
    again = rani.put(begun, 1, "3", counter=50)
    assert again.status_code == 200
    assert again.json == first.json
    assert kept(begun) == "2"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 9000, b"\xff", b'{"value": "2"}', b'{"value": 1e999}' + b" " * 17_000],
)
def test_what_cannot_be_read_is_refused_as_ever(rani: Sitter, begun: UUID, body: bytes) -> None:
    refused = rani.browser.put(
        f"/attempts/{begun}/answers/1",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": rani.token},
    )
    assert refused.status_code == 422
    assert refused.content_type == "application/problem+json"
    assert kept(begun) == "1"
