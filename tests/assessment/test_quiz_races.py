"""Several at once: tabs, devices, the clock and the worker meet at one attempt."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from courses import SLUG
from crowds import AT_ONCE, at_once, hand_in, in_context
from lms.assessment import actions, queries
from lms.assessment.actions.answers import SAVE
from lms.assessment.models import Attempt, Mark
from lms.assessment.paper.answers import read
from lms.foundation import clock
from lms.foundation.database import db, transaction
from lms.learning import queries as learning
from quizzes import Sitter, attempt


def test_it_begins_once(app: Flask, rani: Sitter, cast: Cast) -> None:
    def begin(_: int) -> UUID:
        visit = learning.visit(SLUG, cast.rani.id)
        module = learning.ensure_module(visit, "kuis")
        with transaction():
            return actions.start(visit, module, uuid4()).id

    assert len(set(at_once(app, begin))) == 1
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_it_is_handed_in_once(app: Flask, rani: Sitter) -> None:
    begun = rani.start()
    rani.answer_right(begun)
    heard: list[UUID] = []

    def hear(marked: Attempt) -> None:
        heard.append(marked.id)

    with actions.attempt_marked.connected_to(hear):
        at_once(app, lambda _: hand_in(begun))
    assert heard == [begun]
    assert db.session.scalar(select(func.count()).where(Mark.attempt_id == begun)) == 5


def test_what_was_acknowledged_was_marked(app: Flask, rani: Sitter, cast: Cast) -> None:
    """Answers and the handing in run into each other; no acknowledged one may come too late."""
    begun = rani.start()

    def act(number: int) -> tuple[int, bool]:
        if number == AT_ONCE // 2:
            hand_in(begun)
            return 0, False
        place = number % 5 + 1
        given = read({"value": "1", "device": f"d{number}", "counter": 1})
        return place, actions.save_answer(cast.rani.id, begun, place, given) is not None

    acknowledged = {place for place, kept in at_once(app, act) if kept}
    marked = {each.place for each in queries.marks(begun) if each.value["answer"] is not None}
    assert acknowledged == marked
    assert attempt(begun).submitted_at


def test_handing_in_waits_for_an_answer_on_its_way_to_the_disk(app: Flask, rani: Sitter) -> None:
    begun, moment = rani.start(), clock.now()
    rani.put(begun, 1, None, device="slow", counter=1)
    sent = {"device": "slow", "counter": 2, "value": {"answer": "1", "unsure": False}}
    given = {"attempt": begun, "person": rani.someone.id, "now": moment, "saved_at": moment}
    given["first_saved_at"] = moment
    given |= sent | {"place": 1, "client_at": None, "checked_at": None}
    db.session.remove()
    with ThreadPoolExecutor(1) as thread, db.engine.connect() as connection:
        connection.execute(SAVE.statements[connection.dialect.name], given)
        handing_in = thread.submit(in_context, app, hand_in, begun)
        time.sleep(0.5)
        assert not handing_in.done()
        connection.commit()
        handing_in.result(30)
    assert queries.marks(begun)[0].value["answer"] is not None


def test_an_answer_waits_for_the_handing_in_and_is_refused(app: Flask, rani: Sitter) -> None:
    begun, given = rani.start(), read({"value": "1", "device": "slow", "counter": 1})

    def save(person_id: int) -> object:
        return actions.save_answer(person_id, begun, 1, given)

    with ThreadPoolExecutor(1) as thread:
        with transaction():
            actions.submit(begun)
            saving = thread.submit(in_context, app, save, rani.someone.id)
            time.sleep(0.5)
            assert not saving.done()
        assert saving.result(30) is None
    assert queries.answers(begun) == {}


def test_the_highest_counter_wins_whoever_comes_first(app: Flask, rani: Sitter, cast: Cast) -> None:
    begun = rani.start()

    def save(number: int) -> object:
        given = read({"value": str(number + 1), "device": "phone", "counter": number + 1})
        return actions.save_answer(cast.rani.id, begun, 1, given)

    at_once(app, save)
    assert queries.answers(begun)[1].value["answer"] == str(AT_ONCE)
