"""An answer is acknowledged when it is on disk, counted once, and kept whatever happens next."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from lms.assessment import queries
from lms.assessment.models import Answer
from lms.foundation import clock
from lms.foundation.audit import AuditEntry
from lms.foundation.database import db, transaction
from quizzes import Sitter, as_shown, attempt, drawn_of, place_of
from statements import statements


def kept(attempt_id: Any, place: int) -> Any:
    db.session.rollback()
    found = queries.answers(attempt_id).get(place)
    return found.value["answer"] if found else None


def test_it_is_acknowledged_with_the_servers_time(rani: Sitter) -> None:
    begun = rani.start()
    moment = clock.now().replace(microsecond=0)
    with clock.at(moment):
        answer = rani.put(begun, 1, "1")
    assert answer.status_code == 200
    local = clock.local(moment).isoformat()
    assert answer.json == {"counter": 1, "saved_at": local}
    assert local.endswith("+07:00")
    assert kept(begun, 1) == "1"


def test_a_later_answer_takes_the_place_of_the_one_before(rani: Sitter) -> None:
    begun = rani.start()
    rani.put(begun, 1, "1")
    rani.put(begun, 1, {"answer": "2", "unsure": True})
    assert queries.answers(begun)[1].value == {"answer": "2", "unsure": True}
    rows = select(func.count()).where(Answer.attempt_id == begun)
    assert db.session.scalar(rows) == 1


@pytest.mark.parametrize("counter", [7, 3])
def test_a_replay_gets_the_same_reply_and_changes_nothing(rani: Sitter, counter: int) -> None:
    begun = rani.start()
    first = rani.put(begun, 1, "1", counter=7)
    again = rani.put(begun, 1, "2", counter=counter)
    assert again.status_code == 200
    assert again.json == first.json
    assert kept(begun, 1) == "1"


def test_a_replay_after_handing_in_is_still_acknowledged(rani: Sitter) -> None:
    """The reply was lost on the way, and the phone asks again from its outbox."""
    begun = rani.start()
    first = rani.put(begun, 1, "1", counter=7)
    rani.submit(begun)
    assert rani.put(begun, 1, "1", counter=7).json == first.json
    assert rani.put(begun, 1, "1", counter=8).status_code == 409


def test_of_two_devices_the_one_that_saved_last_counts(
    app: Flask, rani: Sitter, cast: Cast
) -> None:
    phone = Sitter(app.test_client(), cast.rani, "a-phone")  # not the last by its name
    begun = rani.start()
    place = place_of(begun, "uji-001")
    drawn = drawn_of(begun)[place - 1]
    moment = clock.now()
    with clock.at(moment):
        rani.put(begun, place, as_shown(drawn, ["Atasan"]), counter=900)
    with clock.at(moment + timedelta(seconds=1)):
        phone.put(begun, place, as_shown(drawn, ["Warga"]), counter=1)
    rani.submit(begun)
    assert attempt(begun).points == 1
    rows = select(func.count()).where(Answer.attempt_id == begun)
    assert db.session.scalar(rows) == 2


def test_what_was_checked_counts_above_what_came_after(rani: Sitter) -> None:
    """Two devices at once may both pass the guard; the person has seen feedback on one answer."""
    begun = rani.start()
    moment = clock.now()
    with transaction():
        for device, checked in (("z", moment), ("a", None)):
            row = Answer(attempt_id=begun, place=1, device=device, counter=1)
            row.value, row.checked_at = {"answer": device}, checked
            row.saved_at = moment if checked else moment + timedelta(seconds=1)
            db.session.add(row)
    assert queries.answers(begun)[1].value["answer"] == "z"


def test_the_devices_own_time_is_kept_but_decides_nothing(rani: Sitter) -> None:
    begun = rani.start()
    rani.put(begun, 1, "1", client_time="1999-12-31T23:59:59.5+07:00")
    rani.put(begun, 2, "1", client_time="somewhen")
    rows = db.session.scalars(select(Answer).order_by(Answer.place)).all()
    assert str(rows[0].client_at) == "1999-12-31 16:59:59.500000+00:00"
    assert rows[1].client_at is None


def test_an_answer_is_its_own_record(rani: Sitter) -> None:
    begun = rani.start()
    trail = select(func.count()).select_from(AuditEntry)
    before = db.session.scalar(trail)
    rani.put(begun, 1, "1")
    assert db.session.scalar(trail) == before


def test_saving_asks_one_statement_and_a_refusal_four(rani: Sitter) -> None:
    begun = rani.start()
    rani.put(begun, 1, "1", counter=1)
    with statements() as asked:
        rani.put(begun, 1, "2", counter=2)
    asked.at_most(1)
    with statements() as asked:
        rani.put(begun, 1, "2", counter=2)
    asked.at_most(4)
