"""Several people answer at the same moment: a mentee gets one mentor, a place is given once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from cast import Cast
from lms.foundation.database import db, transaction
from lms.foundation.errors import Conflict
from lms.mentoring import actions
from lms.mentoring.models import Pair
from matches import ask, standing

PATIENCE = 30  # seconds


def at_once(app: Flask, *acts: Callable[[], object]) -> int:
    """Do each act in a thread and a transaction of its own; answers how many were refused."""
    gate = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> bool:
        with app.app_context():
            gate.wait(PATIENCE)
            try:
                with transaction():
                    act()
            except Conflict:
                return True
            else:
                return False
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(len(acts)) as threads:
        asked = [threads.submit(alone, act) for act in acts]
        return sum(each.result(PATIENCE) for each in asked)


def pairs() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Pair)) or 0


def accepting(proposal_id: int, person_id: int) -> Callable[[], object]:
    return lambda: actions.accept(proposal_id, person_id)


def test_a_mentee_gets_one_mentor(app: Flask, cast: Cast) -> None:
    mentors = [cast.hendra, cast.yusuf, cast.wati]
    asked = [(ask(each, cast.rani), each.id) for each in mentors]
    assert at_once(app, *(accepting(*each) for each in asked)) == 2
    assert pairs() == 1
    assert sorted(standing(each) for each, _ in asked) == ["lapsed", "lapsed", "running"]


def test_the_last_place_is_given_once(app: Flask, cast: Cast) -> None:
    with transaction():
        actions.offer_places(cast.hendra.id, 1)
    asked = [ask(cast.hendra, each) for each in (cast.rani, cast.dedi, cast.wati)]
    assert at_once(app, *(accepting(each, cast.hendra.id) for each in asked)) == 2
    assert pairs() == 1


def test_who_is_asked_by_both_sides_at_once_is_asked_once(app: Flask, cast: Cast) -> None:
    refused = at_once(
        app,
        lambda: ask(cast.hendra, cast.rani),
        lambda: ask(cast.rani, cast.hendra),
    )
    assert refused == 1


def test_what_is_taken_back_while_it_is_accepted_is_one_of_the_two(app: Flask, cast: Cast) -> None:
    asked = ask(cast.hendra, cast.rani)
    taken = at_once(
        app,
        accepting(asked, cast.hendra.id),
        lambda: actions.withdraw(asked, cast.rani.id),
    )
    assert taken == 1
    assert (pairs(), standing(asked)) in {(1, "running"), (0, "withdrawn")}
