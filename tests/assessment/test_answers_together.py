"""Answers that wait at SQLite's door are kept by one statement, each by its own rules."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from cast import Cast
from courses import SLUG
from gathered import all_at_once
from lms.assessment.actions import save_answer_of
from lms.assessment.actions.answers import SAVE_OF
from lms.assessment.models import Answer, Attempt
from lms.assessment.paper.answers import Given, read
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.identity.models import SignIn
from quizzes import Sitter

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def given(answer: str, counter: int, device: str = "laptop") -> Given:
    return read({"value": {"answer": answer}, "device": device, "counter": counter})


def digest_of(sitter: Sitter) -> str:
    asked = select(SignIn.token_digest).where(
        SignIn.person_id == sitter.someone.id, SignIn.ended_at.is_(None)
    )
    found = db.session.scalar(asked.order_by(SignIn.id.desc()))
    assert found
    return found


def saving(sitter: Sitter, attempt_id: UUID, place: int, wanted: Given) -> Callable[[], Any]:
    return partial(save_answer_of, digest_of(sitter), attempt_id, place, wanted)


def rows(attempt_id: UUID) -> list[tuple[Any, ...]]:
    db.session.rollback()
    asked = select(Answer.place, Answer.device, Answer.counter, Answer.value["answer"], Answer.turn)
    found = db.session.execute(asked.where(Answer.attempt_id == attempt_id).order_by(Answer.turn))
    return [tuple(row) for row in found]


@pytest.fixture
def dedi(app: Flask, cast: Cast) -> Sitter:
    sitter = Sitter(app.test_client(), cast.dedi)
    sitter.enrol()
    return sitter


def test_a_whole_class_is_kept_by_one_statement(app: Flask, rani: Sitter, dedi: Sitter) -> None:
    hers, his = rani.start(), dedi.start()
    calls = [saving(rani, hers, place, given(f"r{place}", 5)) for place in (1, 2, 3)]
    calls += [saving(dedi, his, place, given(f"d{place}", 7)) for place in (1, 2)]
    told, asked = all_at_once(app, SAVE_OF.gathering, calls)
    assert [counter for counter, _ in told] == [5, 5, 5, 7, 7]
    assert asked == ["INSERT"]
    assert rows(hers) == [(place, "laptop", 5, f"r{place}", 1) for place in (1, 2, 3)]
    assert rows(his) == [(place, "laptop", 7, f"d{place}", 1) for place in (1, 2)]


def test_of_two_devices_at_once_the_later_to_come_has_the_later_turn(
    app: Flask, rani: Sitter
) -> None:
    begun = rani.start()
    calls = [saving(rani, begun, 1, given(device, 1, device)) for device in ("z", "a", "m")]
    told, asked = all_at_once(app, SAVE_OF.gathering, calls)
    assert len(told) == len(asked) == 3
    assert [(device, turn) for _, device, _, _, turn in rows(begun)] == [
        ("z", 1),
        ("a", 2),
        ("m", 3),
    ]


def test_what_was_sent_before_is_not_kept_again(app: Flask, rani: Sitter) -> None:
    begun = rani.start()
    save_answer_of(digest_of(rani), begun, 1, given("new", 9))
    calls = [saving(rani, begun, 1, given("old", 8)), saving(rani, begun, 2, given("x", 8))]
    told, _ = all_at_once(app, SAVE_OF.gathering, calls)
    assert told[0] is None
    assert told[1][0] == 8
    assert [row[3] for row in rows(begun)] == ["new", "x"]


def hand_in(rani: Sitter, begun: UUID) -> None:
    rani.submit(begun)


def let_time_run_out(_: Sitter, begun: UUID) -> None:
    past = {"deadline_at": clock.now() - timedelta(seconds=1)}
    with transaction():
        db.session.execute(update(Attempt).where(Attempt.id == begun).values(**past))


def end_the_session(rani: Sitter, _: UUID) -> None:
    with transaction():
        ended = update(SignIn).where(SignIn.person_id == rani.someone.id)
        db.session.execute(ended.values(ended_at=clock.now()))


def leave(rani: Sitter, _: UUID) -> None:
    rani.post(f"/courses/{SLUG}/withdrawal")


def settle(_: Sitter, begun: UUID) -> None:
    with transaction():
        db.session.add(
            Answer(
                attempt_id=begun,
                place=1,
                device="tablet",
                counter=1,
                value={"answer": "1"},
                saved_at=clock.now(),
                checked_at=clock.now(),
            )
        )


@pytest.mark.parametrize("close", [hand_in, let_time_run_out, end_the_session, leave, settle])
def test_who_may_save_no_more_is_refused_among_others_who_may(
    app: Flask, rani: Sitter, dedi: Sitter, close: Callable[[Sitter, UUID], None]
) -> None:
    hers, his = rani.start(), dedi.start()
    call = saving(rani, hers, 1, given("late", 5))
    close(rani, hers)
    before = rows(hers)
    others = [saving(dedi, his, place, given("in time", 5)) for place in (1, 2)]
    told, asked = all_at_once(app, SAVE_OF.gathering, [call, *others])
    assert [answer and answer[0] for answer in told] == [None, 5, 5]
    assert asked == ["INSERT"]
    assert rows(hers) == before


def test_nobody_reaches_anothers_attempt_or_one_that_is_not(
    app: Flask, rani: Sitter, dedi: Sitter
) -> None:
    hers, his = rani.start(), dedi.start()
    length = db.session.scalar(select(Attempt.length).where(Attempt.id == hers)) or 0
    calls = [
        saving(dedi, hers, 1, given("stolen", 5)),
        saving(rani, hers, length, given("last", 5)),
        saving(rani, hers, length + 1, given("none", 5)),
        saving(rani, uuid4(), 1, given("none", 5)),
        saving(dedi, his, 1, given("own", 5)),
    ]
    told, _ = all_at_once(app, SAVE_OF.gathering, calls)
    assert [answer and answer[0] for answer in told] == [None, 5, None, None, 5]
    assert [row[3] for row in rows(hers)] == ["last"]
